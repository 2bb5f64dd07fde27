# Docker's socket, asked without a program more (Docker Engine API). No module: loading one costs as much as the question.
use strict;
my $socket = '/var/run/docker.sock';

# query(NAME, VALUE, …): "NAME=VALUE&…", escaped.
sub query {
  my @words = @_;
  for my $word (@words) { $word =~ s/([^A-Za-z0-9_.~-])/sprintf '%%%02X', ord $1/ge }
  my @pairs;
  push @pairs, join '=', splice @words, 0, 2 while @words;
  return join '&', @pairs;
}

# A value within JSON's quotation marks.
sub json_text {
  my ($text) = @_;
  $text =~ s/(["\\])/\\$1/g;
  return "\"$text\"";
}

# docker(PATH, SECONDS): the body of its answer, or undef and why in $@. Prints "absent" and ends where nobody listens.
sub docker {
  my ($path, $seconds) = @_;
  local $SIG{ALRM} = sub { die "Docker did not answer within $seconds s\n" };
  alarm $seconds;
  my $body = eval { answer_of($path) };
  alarm 0;
  return $body;
}

sub answer_of {
  my ($path) = @_;
  # AF_UNIX, SOCK_STREAM; ENOENT, ECONNREFUSED of Linux.
  socket my $docker, 1, 1, 0 or die "socket: $!\n";
  if (!connect $docker, pack 'S Z*', 1, $socket) {
    die "$socket: $!\n" unless $! == 2 || $! == 111;
    print "absent\n";
    exit 0;
  }
  # HTTP/1.0: its answer ends with the connection, and comes in one piece.
  syswrite $docker, "GET $path HTTP/1.0\r\nHost: docker\r\n\r\n";
  my ($said, $got) = ('', 1);
  $got = sysread $docker, $said, 65536, length $said while $got && length $said < 16e6;
  my ($head, $body) = split /\r\n\r\n/, $said, 2;
  die "Docker ended the connection\n" unless defined $body;
  die 'Docker answers with ' . substr((split /\r\n/, $head)[0], 0, 100) . "\n" unless $head =~ m{^HTTP/1\.[01] 200 };
  die "Docker's answer was cut\n" if $head =~ /^content-length: *(\d+)\r?$/im && length $body != $1;
  return $body;
}

# As docker, but ends where Docker answers otherwise.
sub must_docker {
  my $body = docker(@_);
  return $body if defined $body;
  print STDERR $@;
  exit 22;
}
