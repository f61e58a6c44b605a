extension HelpTopic {
  static let aboutAccess = """
    check --access lists users, roles and grants of the source, and what of them
    the target lacks; migrate --access makes roles and grants that are missing:
      check --access                       the whole source
      check docs --access                  what concerns docs
      migrate docs --access                makes that once docs is verified
    Where the copy is there already it also takes --on-conflict upsert, which
    writes its entities again. check -o json has the comparison as "access";
    -o csv and -o jsonl have the findings alone.

    A grant on a collection follows it to its new name and database, one on an
    alias stays with the alias. * stays *, and covers all that the target has
    besides. Grants on other collections are left out and counted.

    Nothing is revoked, no user is made, nobody becomes an administrator. No
    server tells a password: make the users that the target lacks before you
    migrate, and they get their roles. In Python:
      client.create_user("ann", getpass.getpass())

    What the target refuses is named at the end, and the status is 3. Milvus Lite
    has no users; those of Zilliz Cloud are set in its console or by its API.
    Milvus lets nobody grant who is connected without a user.
    """
}
