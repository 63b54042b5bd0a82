// A device that keeps one passkey, as a browser would hand its answers to a program. WebAuthn Level 3 §6.5.
import { createHash, generateKeyPairSync, randomBytes, sign } from 'node:crypto';

const sha256 = bytes => createHash('sha256').update(bytes).digest();
const head = (major, length) => length < 24 ? Buffer.from([major << 5 | length]) : length < 256 ? Buffer.from([major << 5 | 24, length]) : Buffer.from([major << 5 | 25, length >> 8, length & 255]);
const bytes = value => Buffer.concat([head(2, value.length), value]);
const text = value => Buffer.concat([head(3, value.length), Buffer.from(value)]);

export class Passkey {
  #id = randomBytes(32);
  #keys = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  #count = 0;

  constructor(origin) { this.origin = origin; }

  #client(type, challenge) { return Buffer.from(JSON.stringify({ type, challenge, origin: this.origin, crossOrigin: false })); }

  /** With the person present and verified. */
  #data(rpId, attested = Buffer.alloc(0)) {
    const count = Buffer.alloc(4);
    count.writeUInt32BE(++this.#count);
    return Buffer.concat([sha256(rpId), Buffer.from([attested.length ? 0x45 : 0x05]), count, attested]);
  }

  make(options) {
    const { x, y } = this.#keys.publicKey.export({ format: 'jwk' });
    const key = Buffer.concat([Buffer.from('a5010203262001215820', 'hex'), Buffer.from(x, 'base64url'), Buffer.from('225820', 'hex'), Buffer.from(y, 'base64url')]);
    const attested = Buffer.concat([Buffer.alloc(16), Buffer.from([0, this.#id.length]), this.#id, key]);
    this.handle = options.user.id;
    const object = Buffer.concat([head(5, 3), text('fmt'), text('none'), text('attStmt'), head(5, 0), text('authData'), bytes(this.#data(options.rp.id, attested))]);
    return { clientData: this.#client('webauthn.create', options.challenge).toString('base64'), attestation: object.toString('base64') };
  }

  /** As a browser's own device takes it over. */
  forBrowser(rpId) {
    return {
      credentialId: this.#id.toString('base64'), isResidentCredential: true, rpId, signCount: this.#count,
      privateKey: this.#keys.privateKey.export({ type: 'pkcs8', format: 'der' }).toString('base64'), userHandle: Buffer.from(this.handle, 'base64url').toString('base64'),
    };
  }

  sign(options) {
    const [client, data] = [this.#client('webauthn.get', options.challenge), this.#data(options.rpId)];
    const signature = sign('sha256', Buffer.concat([data, sha256(client)]), this.#keys.privateKey);
    return { clientData: client.toString('base64'), authenticatorData: data.toString('base64'), signatureData: signature.toString('base64'), userHandle: Buffer.from(this.handle, 'base64url').toString('base64') };
  }
}
