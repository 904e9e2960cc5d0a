// openpgp.js as a program: openpgp.cjs make FOLDER v4|v6 | seal CERT FILE | open KEY FILE | sign KEY FILE |
// verify CERT SIGNATURE FILE. Answers on standard output.
const fs = require("fs");
const openpgp = require("openpgp");

const text = (path) => fs.readFileSync(path, "utf8");
const bytes = (path) => new Uint8Array(fs.readFileSync(path));
const config = { preferredCompressionAlgorithm: openpgp.enums.compression.uncompressed };

const verbs = {
  async make(folder, version) {
    const { privateKey, publicKey } = await openpgp.generateKey({
      type: version === "v6" ? "curve25519" : "ecc",
      curve: version === "v6" ? undefined : "curve25519Legacy",
      userIDs: [{ name: "anna", email: "anna@example.org" }],
      config: { v6Keys: version === "v6", aeadProtect: version === "v6" },
    });
    fs.writeFileSync(`${folder}/key.asc`, privateKey);
    fs.writeFileSync(`${folder}/cert.asc`, publicKey);
  },
  async seal(cert, file) {
    const message = await openpgp.createMessage({ binary: bytes(file) });
    const encryptionKeys = await openpgp.readKey({ armoredKey: text(cert) });
    return openpgp.encrypt({ message, encryptionKeys, config });
  },
  async open(key, file) {
    const message = await openpgp.readMessage({ armoredMessage: text(file) });
    const decryptionKeys = await openpgp.readPrivateKey({ armoredKey: text(key) });
    return (await openpgp.decrypt({ message, decryptionKeys, format: "binary" })).data;
  },
  async sign(key, file) {
    const message = await openpgp.createMessage({ binary: bytes(file) });
    const signingKeys = await openpgp.readPrivateKey({ armoredKey: text(key) });
    return openpgp.sign({ message, signingKeys, detached: true });
  },
  async verify(cert, signature, file) {
    const message = await openpgp.createMessage({ binary: bytes(file) });
    const verificationKeys = await openpgp.readKey({ armoredKey: text(cert) });
    const read = await openpgp.readSignature({ armoredSignature: text(signature) });
    const { signatures } = await openpgp.verify({ message, signature: read, verificationKeys });
    await signatures[0].verified;
    return "holds";
  },
};

const [verb, ...rest] = process.argv.slice(2);
verbs[verb](...rest).then(
  (answer) => answer !== undefined && process.stdout.write(answer),
  (error) => { console.error(error.message); process.exitCode = 1; },
);
