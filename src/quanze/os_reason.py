"""Why the system refused a file, in Chinese: no English text of the system reaches a user."""

from __future__ import annotations

import errno

#: Reasons a user can do something about.
REASONS = {
    errno.EACCES: "没有权限",
    errno.EPERM: "没有权限",
    errno.ENOENT: "没有这个文件或文件夹",
    errno.EISDIR: "这是文件夹, 不是文件",
    errno.ENOTDIR: "路径里有一段不是文件夹",
    errno.EEXIST: "已经有同名的文件",
    errno.EROFS: "这里只能读, 不能写",
    errno.ENOSPC: "磁盘满了, 没有写成",
    errno.EFBIG: "超出了允许的文件大小, 没有写成",
    errno.EIO: "磁盘读写出错",
    errno.EBUSY: "正被别的程序占用",
    errno.EINVAL: "文件名或者路径写法不对",
    errno.EMFILE: "同时打开的文件太多",
    errno.EDQUOT: "超出了磁盘配额, 没有写成",
    errno.ENAMETOOLONG: "文件名太长",
    errno.ELOOP: "链接绕了一圈又指回自己",
}


def os_reason(error: OSError) -> str:
    """Return the reason of a refusal; for one without words here, the system's number of it."""
    return REASONS.get(error.errno or 0) or (f"系统错误 {error.errno}" if error.errno else "读取出错")
