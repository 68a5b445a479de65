import type { PackageFamily } from './packageManagers.ts';

/**
 * Packages that bring cryptography of their own along instead of using the system's OpenSSL, by the name of the
 * package manager's family. From the packages' own documentation; read 2026-11.
 */
export const bundledCryptography: Readonly<Partial<Record<PackageFamily, readonly string[]>>> = {
  // Wheels with OpenSSL, libsodium or BoringSSL in them, and implementations of their own.
  pip: ['cryptography', 'pynacl', 'pycrypto', 'pycryptodome', 'pycryptodomex', 'psycopg2-binary', 'grpcio', 'ecdsa'],
  npm: ['crypto-js', 'node-forge', 'tweetnacl', 'sodium-native', 'libsodium-wrappers', 'bcryptjs', 'elliptic', 'sjcl'],
  apt: ['libmbedtls-dev', 'libwolfssl-dev', 'libsodium-dev', 'libtomcrypt-dev'],
  apk: ['libressl', 'libressl-dev', 'mbedtls', 'mbedtls-dev', 'wolfssl', 'wolfssl-dev', 'libsodium', 'libsodium-dev'],
  dnf: ['mbedtls', 'mbedtls-devel', 'wolfssl', 'libsodium', 'libsodium-devel', 'libtomcrypt'],
  gem: ['rbnacl', 'ed25519'],
  go: ['golang.org/x/crypto', 'github.com/cloudflare/circl'],
  // Rustls and aws-lc-rs have a FIPS module behind a feature.
  cargo: [
    ...[
      'ring',
      'boring',
      'rustls',
      'aws-lc-rs',
      'sodiumoxide',
      'libsodium-sys',
      'orion',
      'aes-gcm',
      'chacha20poly1305',
    ],
    ...['rsa', 'p256', 'ed25519-dalek'],
  ],
  composer: ['phpseclib/phpseclib', 'paragonie/sodium_compat'],
  conda: ['openssl', 'cryptography', 'pynacl', 'pycryptodome'],
};

/** Wheels that are built against the system's OpenSSL if they are not taken as they are. */
export const buildsOnOpenSsl: ReadonlySet<string> = new Set(['cryptography', 'grpcio']);

/** Programs with an OpenSSL inside. */
export const bundledDownloads =
  /^https?:\/\/(?:nodejs\.org\/(?:dist|download)|unofficial-builds\.nodejs\.org\/download)\//i;
