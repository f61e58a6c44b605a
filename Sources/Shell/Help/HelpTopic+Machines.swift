extension HelpTopic {
  static let aboutMachines = """
    migrate, resume, verify, repair and sync work in this process, unless --on
    names another place:
      migrate docs_v1 --on worker:4                 four processes of this machine
      migrate docs_v1 --on spark://10.0.0.5:7077    workers that Spark runs
      migrate docs_v1 --on yarn --slots 16          sixteen of them at a time
      migrate docs_v1 --on k8s://https://10.0.0.5:6443
      resume 1                                      in this process again
      verify docs_v1 --on yarn                      compared by Spark

    It is a choice of this run and no part of the plan: the record of a job is
    the same, and resume goes on with or without --on. Counting, comparing,
    pausing, limits and reports are as ever. Each job has workers of its own,
    each with --parallel key ranges; they share what the target takes, or --rate.

    For verify, repair and sync they read key ranges of both ends, compare them
    and write what differs. What a lost worker had in hand is done again. Nothing
    is recorded: a command that was broken off is run again.

    This process scans the keys, records what becomes of each key range, and
    must run on. A worker that is lost is replaced, and its key ranges are copied
    again; where keys are generated anew (--auto-id new-keys) the job ends then
    and says so, because nothing tells a repeated entity from another.

    On Spark, spark-submit runs a small driver here, of $SPARK_HOME, of $PATH
    or of --spark-submit; it needs Java. A task of Spark is a key range of 64
    to 256 MiB, or smaller ones that are compared, together as large; as many
    tasks as --slots says are one job of Spark, or twice as many as there are
    slots. The vecferry that runs goes to the executors, so theirs must be of
    the same kind of system; --worker-binary names another file, or with
    installed the vecferry in their $PATH.
    --spark-conf spark.executor.memory=2g passes a setting on; one that may be a
    secret belongs into spark-defaults.conf of Spark.

    Executors must reach both ends by the addresses that were connected here,
    and do so without a proxy: the first job of Spark tries it and names the
    host and the end. Tokens go to the workers over the driver's connections,
    and stand in no argument, file, log or page of Spark; files of --ca, --cert
    and --key go along as files of the job.

    A file of Milvus Lite, or a unix: address, is reached from this machine
    alone; Milvus Lite takes one writer and answers one reader at a time, so it
    goes with --on worker:1 at most.
    """
}
