import { places } from './places.mjs';

/** By this first line a unit is known as ours. */
export const mark = '# Written by "npm run service" of Groundcrew, which writes it again. For changes of your own: systemctl edit groundcrew';

/**
 * The unit. It may write its data and nothing else, sees no home directories, has no capability, and makes no new privileges.
 * As `npm start` it keeps little memory (lib/services/small-memory.ts).
 * Without MemoryDenyWriteExecute: V8 compiles at run time. Only what systemd 245 (Ubuntu 20.04) knows.
 * @param node absolute path of Node
 */
export const unitText = (node) => `${mark}
[Unit]
Description=Groundcrew, a console that installs ClearML and watches its servers
Wants=network-online.target
After=network-online.target
# It never gives up: a watcher that stays down after a full disk or a bad minute tells nobody.
StartLimitIntervalSec=0

[Service]
Type=exec
User=${places.user}
Group=${places.user}
WorkingDirectory=${places.code}/current
Environment=NODE_ENV=production NEXT_TELEMETRY_DISABLED=1 MALLOC_ARENA_MAX=1 DATA_DIR=${places.data}
EnvironmentFile=${places.environment}
ExecStart=${node} dist/server.js
Restart=on-failure
RestartSec=10
KillMode=mixed
TimeoutStopSec=30
UMask=0077

ReadWritePaths=${places.data}
ProtectSystem=strict
ProtectHome=yes
PrivateTmp=yes
PrivateDevices=yes
ProtectClock=yes
ProtectControlGroups=yes
ProtectHostname=yes
ProtectKernelLogs=yes
ProtectKernelModules=yes
ProtectKernelTunables=yes
NoNewPrivileges=yes
CapabilityBoundingSet=
AmbientCapabilities=
LockPersonality=yes
RemoveIPC=yes
RestrictAddressFamilies=AF_INET AF_INET6 AF_UNIX
RestrictNamespaces=yes
RestrictRealtime=yes
RestrictSUIDSGID=yes
SystemCallArchitectures=native
SystemCallFilter=@system-service
SystemCallErrorNumber=EPERM

[Install]
WantedBy=multi-user.target
`;
