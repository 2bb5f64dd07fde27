"""
Puts what standard input gives as a new file beside one that is there: python3 -I -S -c PROGRAM TREE FILE OWNER MARK.

TREE is the file server's directory, FILE the path in it from "/" on, OWNER "UID:GID" or nothing: as what lies there. The input ends with a
line "MARK CODE", the exit code of what gave it: only by 0 the file gets its name, and is never over what is there.

Whoever may write in TREE may rename and link in it at any moment, so nothing is done by a path: each folder and the file are opened from
the one above without following links, and written, given away and named by their descriptors. Exit code 61 with a sentence.
"""
import errno
import os
import stat
import sys
import time

FOLDER = os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW | os.O_CLOEXEC


class Refused(Exception):
    pass


def say(stream, text):
    stream.buffer.write(os.fsencode(text) + b'\n')
    stream.flush()


def open_folder(tree, names):
    """The folder's descriptor. TREE itself lies where nobody but root names anything, and may be a link."""
    try:
        folder = os.open(tree, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
    except OSError:
        raise Refused('There is no directory %s. Mount its disk, or make the directory, then try again.' % tree)
    if os.path.samestat(os.fstat(folder), os.stat('/')):
        raise Refused('%s leads to /. Nothing was changed.' % tree)
    at = tree.rstrip('/')
    for name in names:
        at += '/' + name
        if name in ('', '.', '..'):
            raise Refused('%s leads out of the file server\'s files. Nothing was changed.' % at)
        try:
            inner = os.open(name, FOLDER, dir_fd=folder)
        except FileNotFoundError:
            raise Refused('The folder of this file is not there any more: %s. Make it, then try again.' % at)
        except OSError as error:
            if error.errno in (errno.ELOOP, errno.ENOTDIR):
                raise Refused('%s is a link or no folder by now, and may be what leads out of the file server\'s files. Nothing was changed.' % at)
            raise
        os.close(folder)
        folder = inner
    return folder


def make(folder):
    """A new file that nobody else can open, and its name, where the file system knows no file without one."""
    try:
        return os.open('.', os.O_TMPFILE | os.O_WRONLY | os.O_CLOEXEC, 0o600, dir_fd=folder), None
    except OSError as error:
        if error.errno not in (errno.EOPNOTSUPP, errno.EISDIR, errno.ENOENT, errno.EINVAL):
            raise
    name = '.groundcrew-file.%s' % os.urandom(8).hex()
    return os.open(name, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW | os.O_CLOEXEC, 0o600, dir_fd=folder), name


def copy(file, mark):
    """All but the last line, which says whether that was all."""
    kept, most = b'', len(mark) + 16
    while True:
        piece = sys.stdin.buffer.read(1 << 20)
        kept += piece
        ready = kept if not piece else kept[:-most]
        if not piece:
            ready, found, code = kept.rpartition(b'\n' + mark + b' ')
            if not found:
                raise Refused('The file was cut on its way. Nothing was changed. Try again.')
            if code.strip() != b'0':
                raise Refused('restic ended with exit code %s while it gave the file: it may be no file, the disk full, or the repository damaged. Nothing was changed.' % code.strip().decode('ascii', 'replace'))
        else:
            kept = kept[-most:]
        while ready:
            ready = ready[os.write(file, ready):]
        if not piece:
            return


def owner_and_mode(folder, name, owner):
    """As the file that lies there; where none does, as its folder, and readable."""
    like, mode = os.fstat(folder), 0o644
    try:
        found = os.stat(name, dir_fd=folder, follow_symlinks=False)
        if stat.S_ISREG(found.st_mode):
            like, mode = found, found.st_mode & 0o777
    except FileNotFoundError:
        pass
    user, group = (int(each) for each in owner.split(':')) if owner else (like.st_uid, like.st_gid)
    return user, group, mode


def remove(folder, name, file):
    """Only what was made here: by that name may lie something else by now."""
    try:
        if os.path.samestat(os.stat(name, dir_fd=folder, follow_symlinks=False), os.fstat(file)):
            os.unlink(name, dir_fd=folder)
    except FileNotFoundError:
        pass


def main(tree, path, owner, mark):
    names = path.lstrip('/').split('/')
    name = names.pop()
    if name in ('', '.', '..'):
        raise Refused('%s names no file. Nothing was changed.' % path)
    folder = open_folder(tree, names)
    file, made = make(folder)
    try:
        copy(file, os.fsencode(mark))
        user, group, mode = owner_and_mode(folder, name, owner)
        os.fchown(file, user, group)
        os.fchmod(file, mode)
        os.fsync(file)
        new = '%s.from-backup-%s' % (name, time.strftime('%Y%m%dT%H%M%SZ', time.gmtime()))
        try:
            os.link('/proc/self/fd/%d' % file, new, dst_dir_fd=folder, follow_symlinks=True)
        except OSError as error:
            raise Refused('It could not be put there as %s: %s. Nothing was changed.' % (new, error.strerror))
        say(sys.stdout, 'The file lies in %s as %s: %s bytes.' % ('/'.join([tree.rstrip('/')] + names), new, os.fstat(file).st_size))
    finally:
        if made is not None:
            remove(folder, made, file)


try:
    main(*sys.argv[1:])
except Refused as refused:
    say(sys.stderr, str(refused))
    sys.exit(61)
except OSError as error:
    say(sys.stderr, 'The file could not be written: %s. Nothing was changed. Mend that, then try again.' % error)
    sys.exit(61)
