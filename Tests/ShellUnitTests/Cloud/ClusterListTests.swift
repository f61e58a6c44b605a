internal import TestSupport
internal import Testing

@testable internal import Shell

/// What the control plane's lists look like on the screen.
@Suite(.timeLimit(.minutes(5)))
struct ClusterListTests {
  private let key = ["VECFERRY_KEY": CloudSession.owner]

  @Test func `clusters are listed with kind, size, status, region and project`() async throws {
    try await CloudSession.with(key) { talk in
      try await talk.run("list clusters", .done)
      #expect(
        talk.results == """
          CLUSTER      NAME    KIND        CU  STATUS     REGION         PROJECT
          in01-books   books   Dedicated    4  RUNNING    aws-us-west-2  books
          in05-shop    shop    Serverless   -  RUNNING    aws-us-west-2  books
          in03-toy     toy     Free         -  RUNNING    aws-us-west-2  books
          in01-asleep  asleep  Dedicated    2  SUSPENDED  gcp-us-west1   books
          in01-films   films   Dedicated    2  RUNNING    aws-us-west-2  films
          5 clusters

          """)
      #expect(talk.session.clusterIDs.count == 5)
    }
  }

  @Test(arguments: [
    ("--project films", ["in01-films"]), ("--project proj-films", ["in01-films"]),
    ("--kind free", ["in03-toy"]),
    ("--kind dedicated --project books", ["in01-books", "in01-asleep"]),
    ("sh*", ["in05-shop"]), ("in01-?ooks", ["in01-books"]), ("nothing*", []),
  ])
  func `a list can be narrowed`(options: String, ids: [String]) async throws {
    try await CloudSession.with(key) { talk in
      try await talk.run("list clusters \(options) -o jsonl", .done)
      let found = talk.results.split(separator: "\n").compactMap { line in
        line.split(separator: "\"").dropFirst(3).first.map(String.init)
      }
      #expect(found == ids)
    }
  }

  @Test func `a project that the key does not see is a mistake`() async throws {
    try await CloudSession.with(key) { talk in
      try await talk.run("list clusters --project bokos", .failed)
      #expect(talk.messages.contains("did you mean books? list projects"))
    }
  }

  @Test func `with two keys each cluster says whose key sees it`() async throws {
    let keys = key.merging(["VECFERRY_TARGET_KEY": CloudSession.southern]) { $1 }
    try await CloudSession.with(keys) { talk in
      try await talk.run("list clusters --kind serverless", .done)
      #expect(
        talk.results == """
          CLUSTER     NAME   KIND        CU  STATUS   REGION         PROJECT  KEY OF
          in05-shop   shop   Serverless   -  RUNNING  aws-us-west-2  books    source
          in05-south  south  Serverless   -  RUNNING  aws-us-west-2  south    target
          2 clusters

          """)
    }
  }

  @Test func `a cluster for programs has every field`() async throws {
    try await CloudSession.with(key) { talk in
      try await talk.run("list clusters in01-films -o json", .done)
      #expect(
        talk.results == """
          {"schema":"vecferry.clusters/1","clusters":[{"id":"in01-films","name":"films",\
          "kind":"dedicated","computeUnits":2,"cuType":"Performance-optimized",\
          "status":"RUNNING","region":"aws-us-west-2","projectId":"proj-films",\
          "project":"films","orgType":"SAAS","plan":"Standard",\
          "address":"https://in01-films.aws-us-west-2.vectordb.zillizcloud.com:19538",\
          "privateAddress":null,"createdAt":"2026-03-14T09:26:53Z","keyOf":"source, target"}]}

          """)
    }
  }

  @Test func `projects are listed with plan, type and size`() async throws {
    try await CloudSession.with(key) { talk in
      try await talk.run("list projects", .done)
      #expect(
        talk.results == """
          PROJECT     NAME   PLAN        TYPE  CLUSTERS  REGIONS
          proj-books  books  Enterprise  SAAS         4  aws-us-west-2, gcp-us-west1
          proj-films  films  Standard    SAAS         1  aws-us-west-2
          2 projects

          """)
    }
  }

  @Test func `clusters in a network of one's own are marked`() async throws {
    try await CloudSession.with(["VECFERRY_KEY": "vault-owner-b80d44"]) { talk in
      try await talk.run("list clusters", .done)
      #expect(talk.results.contains("in01-vault  vault  Dedicated BYOC   2  RUNNING"))
    }
  }

  @Test func `a service that cannot be reached has a status of its own`() async throws {
    let port = try StrangePort(.closed)
    let environment = key.merging(["VECFERRY_CLOUD_URL": "http://127.0.0.1:\(port.port)"]) { $1 }
    let recorded = RecordedSession(environment: environment, tree: .standard)
    #expect(try await recorded.run("list clusters").status == .unreachable)
    #expect(recorded.outputs.messages.contains("code:  cloud.unreachable"))
  }

  @Test func `ids that were listed complete the next command`() async throws {
    try await CloudSession.with(key) { talk in
      try await talk.run("list clusters", .done)
      let completer = ShellCompleter(session: talk.session)
      let candidates = { (text: String) in
        completer.completions(for: text, cursor: text.count).candidates
      }
      #expect(candidates("describe cluster in03") == ["in03-toy"])
      #expect(candidates("connect source in01-b") == ["in01-books"])
    }
  }
}
