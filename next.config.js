/** @type {import('next').NextConfig} */
const config = {
  poweredByHeader: false,
  serverExternalPackages: ['ssh2', 'better-sqlite3', '@prisma/adapter-better-sqlite3', 'socket.io', '@node-rs/argon2'],
  images: { unoptimized: true }, // security case T-SSRF-2: no image proxy
};
export default config;
