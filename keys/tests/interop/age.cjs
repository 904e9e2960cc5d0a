// age-encryption (TypeScript) as a program: age.cjs seal RECIPIENT FILE | open IDENTITY-FILE FILE | recipient IDENTITY-FILE.
const fs = require("fs");
const path = require("path");
const { pathToFileURL } = require("url");

const verbs = {
  async seal(age, recipient, file) {
    const encrypter = new age.Encrypter();
    encrypter.addRecipient(recipient);
    return encrypter.encrypt(new Uint8Array(fs.readFileSync(file)));
  },
  async open(age, identity, file) {
    const decrypter = new age.Decrypter();
    const lines = fs.readFileSync(identity, "utf8").split("\n");
    decrypter.addIdentity(lines.find((line) => line.startsWith("AGE-SECRET-KEY-")));
    return decrypter.decrypt(new Uint8Array(fs.readFileSync(file)), "uint8array");
  },
  async recipient(age, identity) {
    return age.identityToRecipient(fs.readFileSync(identity, "utf8").trim());
  },
};

(async () => {
  // The package says how it is imported and not where it is.
  const age = await import(pathToFileURL(path.join(process.env.NODE_PATH, "age-encryption/dist/index.js")).href);
  const [verb, ...rest] = process.argv.slice(2);
  process.stdout.write(await verbs[verb](age, ...rest));
})().catch((error) => { console.error(error.message); process.exitCode = 1; });
