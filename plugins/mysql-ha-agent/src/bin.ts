import { main } from './program';

main(process.env).then(code => {
  process.exitCode = code;
});
