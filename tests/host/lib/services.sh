# shellcheck shell=bash
service_control() { die "not there yet"; }
build_services() { :; }
build_stack() { :; }
service_hosts() { :; }
service_info() { echo '{}'; }
