# A forward proxy for one test server: tunnels by CONNECT, passes GET on, and notes each request, with the login that it
# brings, on standard output.
import http.server, select, socket, sys, urllib.parse


class Proxy(http.server.BaseHTTPRequestHandler):
    protocol_version = 'HTTP/1.1'

    def log_request(self, *_):
        print(' '.join(filter(None, [self.command, self.path, self.headers.get('Proxy-Authorization')])), flush=True)

    def far(self, host, port):
        try:
            return socket.create_connection((host, port), 10)
        except OSError as error:
            self.send_error(502, str(error))

    def do_CONNECT(self):
        host, port = self.path.rsplit(':', 1)
        far = self.far(host, int(port))
        if far is None:
            return
        self.send_response(200)
        self.end_headers()
        self.pump(far)

    def do_GET(self):
        url = urllib.parse.urlsplit(self.path)
        far = self.far(url.hostname, url.port or 80)
        if far is None:
            return
        print(self.command, self.path, flush=True)
        kept = [f'{name}: {value}' for name, value in self.headers.items() if name.lower() not in ('connection', 'proxy-connection')]
        path = (url.path or '/') + (f'?{url.query}' if url.query else '')
        far.sendall('\r\n'.join([f'{self.command} {path} HTTP/1.1', *kept, 'Connection: close', '', '']).encode())
        self.pump(far)

    do_HEAD = do_GET

    def pump(self, far):
        self.close_connection = True
        near = self.connection
        while True:
            for one in select.select([near, far], [], [])[0]:
                data = one.recv(65536)
                if not data:
                    return
                (far if one is near else near).sendall(data)


http.server.ThreadingHTTPServer(('127.0.0.1', 3128), Proxy).serve_forever()
