import { main } from './program';

main(process.env, process.argv.slice(1)).then(code => {
  process.exitCode = code;
});
