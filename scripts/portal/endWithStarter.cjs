// Loaded into the portal and the operator before their own code: their third descriptor is a pipe that nobody writes
// to. When it closes, whoever started them is gone, and they stop in good order instead of living on unseen.
const { Socket } = require('node:net');

const starter = new Socket({ fd: 3 });
starter.on('error', () => {});
starter.on('close', () => process.kill(process.pid, 'SIGTERM'));
starter.resume();
starter.unref();
