# Asks a service of a Compose project on the address of its own container: facts/inside.ts.
# @ARGV: where the project lies · the names under which the service is looked for · its port · http, lines or messages · URLs' paths, lines, or messages in base64.
# Prints "absent" without a Docker that answers, "stopped" when no such container runs, "error TEXT" when it does not answer,
# else "answer" and what it said. Neither a port is opened nor a process started in the container for it.
#include facts/docker-socket.pl
my ($base, $names, $port, $how, @questions) = @ARGV;

sub address_of {
  for my $name (split ' ', $names) {
    my $labels = join ',', map { json_text($_) } "com.docker.compose.project.working_dir=$base", "com.docker.compose.service=$name", 'com.docker.compose.oneoff=False';
    my $found = must_docker('/containers/json?' . query(filters => "{\"status\":[\"running\"],\"label\":[$labels]}"), 10);
    # One without a length that ends early is cut.
    die "Docker's answer was cut\n" unless $found =~ /\]\s*$/;
    next if $found =~ /^\s*\[\]\s*$/;
    # In a value a quote is escaped, so only a key of Docker's own matches. One on the host's network has no address.
    my @addresses = $found =~ /"IPAddress":"([0-9.]{7,15})"/g;
    return $addresses[-1] || '127.0.0.1';
  }
  print "stopped\n";
  exit 0;
}

# N bytes, or fewer where the connection ends.
sub take {
  my ($from, $count) = @_;
  my ($bytes, $got) = ('', 1);
  $got = sysread $from, $bytes, $count - length $bytes, length $bytes while $got && length $bytes < $count;
  return $bytes;
}

# Base64 from and to bytes, by way of uuencoding, which Perl knows without a module.
sub decoded {
  my ($text) = @_;
  $text =~ tr{A-Za-z0-9+/}{}cd;
  $text =~ tr{A-Za-z0-9+/}{ -_};
  return join '', map { unpack 'u', chr(32 + length($_) * 3 / 4) . $_ } $text =~ /.{1,60}/gs;
}

sub encoded {
  my ($bytes) = @_;
  my $text = join '', map { substr $_, 1 } split /\n/, pack 'u', $bytes;
  $text =~ tr{` -_}{AA-Za-z0-9+/};
  my $padding = (3 - length($bytes) % 3) % 3;
  substr($text, -$padding) = '=' x $padding if $padding;
  return $text;
}

my $address = address_of();
if ($how eq 'http') {
  print "answer\n";
  $| = 1;
  open STDERR, '>&', \*STDOUT;
  # One process for all.
  system 'curl', '-q', qw(--silent --show-error --noproxy * --globoff --max-time 4 --max-filesize 400000 --write-out), '\n=== %{http_code}\n', map { "http://$address:$port$_" } @questions;
  exit($? == -1 ? 127 : 0);
}
local $SIG{PIPE} = 'IGNORE';
# 124, as timeout(1) has it.
local $SIG{ALRM} = sub { exit 124 };
alarm 10;
# AF_INET, SOCK_STREAM.
socket my $service, 2, 1, 0 or die "socket: $!\n";
if (!connect $service, pack 'S n C4 x8', 2, $port, split /\./, $address) {
  print "error it accepts no connection\n";
  exit 0;
}
print "answer\n";
if ($how eq 'lines') {
  syswrite $service, join '', map { "$_\r\n" } @questions;
  $SIG{ALRM} = sub { exit 0 };
  # Some versions do not close at QUIT.
  alarm 5;
  my ($bytes, $left, $got) = ('', 100_000, 1);
  $| = 1;
  while ($left > 0 && ($got = sysread $service, $bytes, $left)) {
    $left -= $got;
    print $bytes;
  }
  exit 0;
}
for my $message (@questions) {
  syswrite $service, decoded($message);
  # Four bytes of length, the least first, then the rest.
  my $head = take($service, 4);
  my $length = length $head == 4 ? unpack 'V', $head : 0;
  last if $length < 5 || $length > 200_000;
  print encoded(take($service, $length - 4)), "\n";
}
