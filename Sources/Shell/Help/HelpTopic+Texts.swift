extension HelpTopic {
  static let aboutAddresses = """
    A cluster is named by its place:
      10.0.0.7                    http and port 19530 are assumed, and said so
      10.0.0.7:19531
      https://in01-2f3a.aws-us-west-2.vectordb.zillizcloud.com:19530
      http://10.0.0.7:19530/sales   with a database; --database counts more
      in01-2f3a9c                 a cluster of Zilliz Cloud by its id, after login
      unix:/run/milvus.sock       a socket of this machine
      ./demo.db, ~/demo.db        a file of Milvus Lite (help files)
      prod                        a profile (help profiles)

    help proxies tells how they are reached.

    A collection is named [SIDE:][DATABASE.]NAME, where SIDE is source or target:
      docs_v1                     in the current database (see use)
      target:docs_v1
      source:sales.docs_v1

    Without SIDE, commands that read and migrate mean the source, load,
    release, drop and rename the target. In names, * stands for any
    characters and ? for one.

    A backslash takes their meaning from . : * and ? (and from itself), with
    quotes or without:
      docs\\.2024                  a collection whose name has a dot
      source:a\\:b                 one with a colon
      --rename docs\\.2024:docs_2024

    --match and --exclude take [DATABASE.]PATTERN, --rename takes
    [DATABASE.]OLD:NEW. Without DATABASE they mean every database. One that
    fits nothing is an error.
    """

  static let aboutQuoting = """
    Words are separated by blanks. Quotes keep blanks and special characters:
      'text'      everything as it is
      "text"      variables are replaced; \\" \\\\ \\$ stand for " \\ and $
      \\c          the character c itself; before . : * ? the backslash stays,
                  for names (help addresses)
      # text      a comment, at the beginning of a word

    A ~/ at the beginning of a word, or behind an option and =, is the home
    folder. Blanks, dashes and quotes of word processors are errors without
    quotes around them.

    Variables: $NAME, ${NAME}, ${NAME:-default}; first those of let and
    --variable, then the environment. Without a value it is an error.

    Commands: A ; B one after the other, A && B if A succeeded, A || B if A
    failed, A & in the background. A backslash at the end, or an open quote,
    goes on in the next line.

    The characters | < > ( ) { } and ` are reserved and must be quoted.
    """

  static let aboutJobs = """
    migrate makes a job for each collection, recorded on disk before each step:
      jobs, status 1              look
      migrate docs_v1 &           in the background from the start
      Ctrl-Z                      leave the running job in the background
      fg 1                        bring it back
      wait 1, wait all            wait until it has ended
      pause 1, resume 1           stop at a checkpoint, go on
      rate 1 4MB/s                write no more than that a second
      cancel 1, forget 1          end it for good, remove it from the record
      status 1 --rejects          the entities that the target refused

    All of it works from another terminal, too: who looks after the jobs is told
    through a socket in $XDG_RUNTIME_DIR, else in the state folder, for its user
    alone. resume in a new session connects the clusters of the job, by their
    profiles or addresses.

    Ctrl-C pauses. So do hanging up and kill; after kill -9 or a power cut,
    resume goes on from the record, and no entity is written twice. A job is
    Successful only after its counts agree. A signal that is ignored when
    vecferry is started, as by nohup, stays ignored.

    An entity that the target refuses for what it contains (a vector with NaN,
    a text above its limit) is left out and named, with the target's words, by
    status and in a file of JSON lines beside the journal; the status is 3
    then. Above --max-rejects (1000), and where the target takes no entity at
    all, the job fails.
    """

  static let aboutVerification = """
    verify compares the entities of two collections, partition by partition:
      verify docs                          every field of every entity
      verify docs --mode sample            and one key range in twenty only
      verify docs --mode count             the numbers only
      verify docs --report docs.json       keep all that was found, as -o json

    A sample has a seed, which the report tells: --seed N compares the same key
    ranges again. The first and the last range are always among them. Shapes
    and points in time are equal if they mean the same, and so is JSON where
    one end is Milvus Lite; all else is compared byte by byte.

    verify --mode search asks both sides for the neighbours of the source's own
    entities, and compares what they find:
      verify docs --mode search                  100 entities, 10 neighbours
      verify docs --mode search --queries-from q.jsonl
      verify docs --mode search --min-overlap 0.95      status 3 below it

    Neighbours that are as near as others in their place count as the same.
    Recall is the share of the nearest of all that either side found: an upper
    bound, but for --exact, which reads all vectors of the source. Latency is
    that of one search at a time, as measured from here.
    --params '{"ef": 64}' goes to the indexes of both sides.

    A file of searches has an object in each line, with "vector" (a list of
    numbers; of bits 0 and 1; {"INDEX": WEIGHT, ...} for a sparse one) or "text"
    for BM25; if wanted "id", "field", and the right keys as "relevant", of
    which nDCG is told.

    baseline keeps what can be proven of a collection without another copy:
      baseline docs --save docs.baseline   definition, counts, a digest for each
                                           key range, answers of 100 searches
      baseline docs --save docs.baseline --with-rows 10000
      verify target:docs --against docs.baseline

    The collection of the second line may be on any cluster, at any time, by
    whatever it came there. Key ranges that differ are named, and of them the
    keys and fields of the entities that --with-rows drew: of each field there
    is a digest, no value. JSON counts by what it means. Other indexes,
    properties, aliases, shards and consistency levels are told, and do not
    count; answers count below --min-overlap. The file holds keys and distances.

    repair writes what is missing or changed, and reads it again:
      repair docs --dry-run                what would be written and deleted
      repair docs                          write it; further copies of a key go
      repair docs --delete-extra           delete what the source lacks; asks
      repair 3                             the collection of job 3

    sync brings a copy up to date after the source was written to:
      migrate docs                         while writes go on
      sync docs                            as often as is wanted
      sync docs --delete                   the last one, after writes have stopped

    It reads both sides, and copies what is new or changed; what is gone from
    the source goes with --delete only. There is no stream of changes: what is
    written to the source meanwhile may be missed, so the last pass needs a
    source that nobody writes to.

    The source is never changed. A repair or sync that was interrupted is run
    again: writing an entity twice is no harm. Where keys were generated anew
    nothing can be repaired.
    """

  static let aboutKeys = """
    Enter               run the line; in an open quote or after \\ it goes on
    TAB                 complete; again: list
    Right, Ctrl-F       take the suggestion behind the cursor
    Up, Down            earlier commands that begin like this line
    Ctrl-R, Ctrl-S      search earlier commands
    Ctrl-C              abandon the line; pause the running job
    Ctrl-D              leave, on an empty line
    Ctrl-Z              leave a running job in the background; else suspend
    Ctrl-L              clear the screen
    Ctrl-A, Ctrl-E      begin, end of the line;  Alt-B, Alt-F  by word
    Ctrl-W, Ctrl-U      delete a word, the line;  Ctrl-K  to the end
    Ctrl-Y              put back what was deleted
    Ctrl-_              take the last change back
    Alt-.               the last word of the command before
    Ctrl-X Ctrl-E       edit the line in $VISUAL or $EDITOR
    """

  static let aboutScripts = """
    A script is a file of commands, one in a line:
      vecferry -f FILE [ARG…]       replay it; $1, $2 … $@ are the ARGs
      vecferry -c 'A; B'            commands from the command line
      vecferry -c A -c B            the same in two lines, as messages count them
      … | vecferry                  commands from standard input
      run FILE [ARG…]             from within a session or another script

    A script stops at the first failure with its status; -k goes on. -x shows
    each command, -n only checks. --from LINE begins there, after connect, use,
    let and set before it.

    Before a command, - ignores its failure and @ keeps it out of -x. Commands
    are written in full. Nothing is asked, at a terminal neither: what would ask
    fails with status 64 and names the option to give. Only ask and confirm do,
    where somebody is there to answer.

    run --dry-run FILE changes nothing. record FILE and history save FILE make
    a script of a session; a command that failed, or that names a job, is a
    remark in it, and so is one with a secret.

    A script is UTF-8 text, from a file, a pipe or /dev/stdin; a byte order mark
    and carriage returns at line ends do no harm. When a job has paused, the
    script says how to go on.
    """

  static let aboutSecrets = """
    No command takes a token as it is. It comes from the first of these:
      --token-file FILE           first line; refused if others can read the file
      --token-env NAME            a variable of the environment
      --token-command COMMAND     what a password manager prints
      VECFERRY_SOURCE_TOKEN, VECFERRY_TARGET_TOKEN
      a question, without showing the answer

    The API key of login comes from --key-file, --key-env or --key-command,
    else from VECFERRY_SOURCE_KEY, VECFERRY_TARGET_KEY or VECFERRY_KEY, else
    from a question. It lives as long as the session. A cluster that was
    connected by its id is shown the key of its side, unless a token is given
    for it.

    A token is an API key, or USER:PASSWORD. One in an address
    (https://user:secret@host) is used once. History, records, logs and
    messages show ••• in its place.
    """
}
