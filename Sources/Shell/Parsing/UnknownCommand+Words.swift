/// The reflexes of whoever knows other programs, and what is typed here instead.
extension UnknownCommand {
  /// Other programs' words for what this one calls differently, as lines to type.
  static let otherWords = [
    "ls": "list collections", "dir": "list collections", "collections": "list collections",
    "tables": "list collections", "databases": "list databases", "show": "list collections",
    "desc": "describe collection", "info": "status", "ps": "jobs", "ping": "list databases",
    "copy": "migrate", "clone": "migrate", "stop": "pause", "continue": "resume",
    "compare": "verify", "man": "help", "bye": "quit", ":q": "quit",
    ":q!": "quit", "logoff": "quit", "cls": "clear", "env": "let", "export": "let",
    // psql and redis-cli
    "timing": "set timing on", "keys": "list collections", "scan": "list collections",
    "dbsize": "list collections", "config": "set", "monitor": "watch jobs", "auth": "login",
    // lftp
    "mirror": "migrate", "get": "migrate", "mget": "migrate", "put": "migrate", "cd": "use",
    "pwd": "status", "kill": "cancel", "bookmark": "profile list", "queue": "jobs",
    // kubectl and gh
    "apply": "run", "explain": "help", "logs": "status", "top": "watch jobs", "rollout": "jobs",
  ]

  /// Those of them whose own words follow here, too.
  static let wordsWithName: Set = [
    "desc", "man", "copy", "clone", "compare", "mirror", "cd", "kill", "logs", "explain",
  ]

  /// Words of deeds that this program does not do, and what it does instead.
  static let otherDeeds = [
    "select": "entities are counted and compared, not shown: count, verify",
    "query": "entities are counted and compared, not shown: count, verify",
    "cat": "entities are counted and compared, not shown: count, verify",
    "delete": "only whole collections are removed, on the target: drop collection",
    "truncate": "only whole collections are removed, on the target: drop collection",
    "rm": "only whole collections are removed, on the target: drop collection",
    "flushall": "only whole collections are removed, on the target: drop collection",
    "flushdb": "only whole collections are removed, on the target: drop collection",
    "insert": "entities are only copied: migrate",
    "edit": "a collection arrives as it is: migrate; a line is edited by Ctrl-X Ctrl-E",
    "unalias": "shortcut remove, with its name; aliases of collections: list aliases",
    "lcd": "paths begin in the folder in which vecferry was started",
    "completion": "in the system's shell: vecferry --completion bash",
  ]

  /// What commands with a backslash, as psql has them, are called here.
  static let backslashWords = [
    "l": "list databases", "dn": "list databases", "d": "list collections",
    "dt": "list collections", "di": "list indexes", "da": "list aliases", "c": "use",
    "connect": "use", "q": "quit", "h": "help", "?": "help", "i": "run", "include": "run",
    "ir": "run", "x": "set output vertical", "a": "set output csv", "pset": "set",
    "timing": "set timing on", "set": "let", "unset": "unset", "prompt": "ask", "echo": "echo",
    "s": "history", "p": "history", "conninfo": "status", "watch": "watch jobs",
    "copy": "migrate", "!": "!ls", "password": "help secrets",
    "e": "Ctrl-X Ctrl-E edits the line in $EDITOR",
    "o": "in the system's shell: vecferry -o csv list collections > names.csv",
  ]

  /// Those of them whose operand is typed here as well.
  static let backslashWordsWithName: Set = ["c", "connect", "i", "include", "ir"]
}
