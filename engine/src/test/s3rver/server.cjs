// A service that speaks S3, for tests: node server.cjs PORT DIRECTORY BUCKET. Says "ready" and ends when its input does.
const S3rver = require("@20minutes/s3rver");

const [port, directory, name] = process.argv.slice(2);
const server = new S3rver({
  address: "127.0.0.1",
  port: Number(port),
  directory,
  silent: true,
  configureBuckets: [{ name }],
});
server.run().then(() => console.log("ready"));
process.stdin.on("end", () => process.exit(0)).resume();
