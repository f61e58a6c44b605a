extension HelpTopic {
  static let aboutProfiles = """
    A profile is a cluster, or a file of Milvus Lite, with a name: its place and
    options of connect.
      connect source 10.0.0.7 --user ann --save prod    connects, and keeps it
      connect source prod                               as it was saved
      connect source prod --database sales              an option counts more
      connect source                                    asks for a profile
      vecferry --source prod --target test check --all
      profile list, show, save, set, remove

    They are in $XDG_CONFIG_HOME/vecferry/profiles.yaml (~/.config), which only
    you can read, and which may be edited: under each name its keys, which are
    the long options of connect, and place.
      prod:
        place: https://milvus.example.org
        user: ann
        token-env: PROD_TOKEN
        protect: true

    No secret is kept, only where it comes from: token-file, token-env or
    token-command. Else the usual variables are looked at, and you are asked. A
    proxy is kept without its login.

    --protect makes each write to a target ask for its name: migrate, resume,
    repair, sync, alias, load, release, drop, rename, cancel --drop. Its name is
    red in the prompt. Where nobody can be asked, --confirm NAME gives the name;
    --yes does not.

    The file $XDG_CONFIG_HOME/vecferry/rc is run when a session at a prompt
    begins, for set, let, shortcut and connect. What fails in it is named by its
    line, and the session begins all the same. --no-rc leaves it out.
    """
}
