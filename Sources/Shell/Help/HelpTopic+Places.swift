extension HelpTopic {
  static let aboutFiles = """
    A place that begins with ./ ../ ~/ or /, or ends in .db, is a file of Milvus
    Lite: the SQLite file of version 2, or the folder of version 3.
      connect source ./demo.db
      connect target ./new.db                 made if it is not there
      connect source ./old.db --lite-python ~/milvus-lite-2.5.1

    An installed milvus-lite serves it: that of the Python, or environment, of
    --lite-python, else of VECFERRY_LITE_PYTHON, of $VIRTUAL_ENV, or of python3
    in $PATH. A file needs milvus-lite 2, a folder milvus-lite 3.2.1 or newer
    with pymilvus; where none fits, the line that installs one is shown. The
    server is for this program alone, and ends with disconnect, with the
    program, and also when that is killed.

    A source is served as a copy in the state folder, so that it stays as it is;
    --in-place reads the file itself. What is read is loaded without a question.
    A target is written in place, and a new one is a folder of version 3 whose
    name ends in .db.

    One program at a time can have a file open: close it in a notebook first. A
    folder that lacks files which belong to it is refused. --user, --token-file,
    --kind, --proxy and the like belong to clusters.

    A job knows a file by its path and keeps --lite-python: resume 1 opens it
    again. A file that was moved has to be brought back before.
    """

  static let aboutProxies = """
    https_proxy names the proxy to all clusters but those on this machine, as
    http://[USER:PASSWORD@]HOST[:PORT]. no_proxy names what is reached without
    it: hosts with all below them, 10.0.0.0/8, 192.0.2.*, or *. grpc_proxy and
    no_grpc_proxy count before them, for clusters, and so does http_proxy where
    the others are not set. --proxy of connect and login counts most:
      connect source milvus.example.org --proxy http://10.0.0.1:3128
      connect source milvus.example.org --proxy none

    connect says which proxy is on the way, and why one that is set is not. No
    proxy leads to a socket or to a file. A profile keeps a proxy without its
    login.
    """
}
