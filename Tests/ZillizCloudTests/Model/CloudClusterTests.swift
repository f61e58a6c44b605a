internal import Testing

@testable internal import ZillizCloud

@Suite struct CloudClusterTests {
  private func cluster(_ fields: String) throws -> CloudCluster {
    let json = try #require(CloudJSON(Array("{\(fields)}".utf8)))
    return try #require(CloudCluster(json))
  }

  @Test(
    arguments: [
      (#""clusterId":"in01-a","deploymentOption":"Serverless""#, .serverless),
      (#""clusterId":"in03-a","deploymentOption":"dedicated""#, .dedicated),
      (#""clusterId":"in01-a","plan":"Serverless""#, .dedicated),
      (#""clusterId":"in03-a","plan":"Serverless""#, .free),
      (#""clusterId":"in05-a","deploymentOption":"Hyper""#, .serverless),
      (#""clusterId":"x","connectAddress":"https://in03-a.serverless.r.cloud.zilliz.com""#, .free),
      (
        #""clusterId":"x","connectAddress":"https://y.r.vectordb.zillizcloud.com:19530""#,
        .dedicated
      ),
      (#""clusterId":"x","connectAddress":"https://y.serverless.r.vectordb.zilliz.com""#, nil),
      (#""clusterId":"x","cuSize":4"#, .dedicated), (#""clusterId":"x","cuSize":"4""#, .dedicated),
      (#""clusterId":"x","plan":"Free","cuSize":0"#, nil),
    ] as [(String, CloudClusterKind?)])
  func `the kind is told by option, id, host and size, and never by the plan`(
    fields: String, kind: CloudClusterKind?
  ) throws {
    #expect(try cluster(fields).kind == kind)
  }

  @Test(arguments: [
    ("CREATING", CloudClusterStatus.Meaning.changing), ("RUNNING", .usable), ("DELETING", .gone),
    ("DELETED", .gone), ("STOPPING", .suspended), ("RESUMING", .changing),
    ("MODIFYING", .changing), ("ABNORMAL", .broken), ("FREEZING", .suspended),
    ("FROZEN", .suspended), ("UNFREEZED", .changing), ("RESTORE_BACKUP", .changing),
    ("MIGRATING", .changing), ("RESIZING", .changing), ("UPGRADING", .changing),
    ("WRITING_OPERATION", .changing), ("SET_PRIVATE_LINK", .changing), ("STOPPED", .suspended),
    ("SUSPENDED", .suspended), ("HIBERNATING", .unknown),
  ])
  func `every documented status has a meaning, and any other is kept`(
    word: String, meaning: CloudClusterStatus.Meaning
  ) throws {
    let status = try cluster(#""clusterId":"x","status":"\#(word)""#).status
    #expect(status.rawValue == word)
    #expect(status.meaning == meaning)
    #expect((status == .running) == (word == "RUNNING"))
  }

  @Test(arguments: ["3", "\"3\""])
  func `replicas are a number or a text`(value: String) throws {
    #expect(try cluster(#""clusterId":"x","replica":\#(value)"#).replicas == 3)
  }

  @Test func `a size of nothing is no size, and a large one is not refused`() throws {
    #expect(try cluster(#""clusterId":"x","cuSize":0,"cuType":"""#).computeUnits == nil)
    #expect(try cluster(#""clusterId":"x","cuSize":0,"cuType":"""#).unitType == nil)
    #expect(try cluster(#""clusterId":"x","cuSize":2048"#).computeUnits == 2048)
  }

  @Test func `a cluster without a public endpoint is reached by its private one`() throws {
    let both = #""connectAddress":"https://a:19539","privateLinkAddress":"https://b:19531""#
    #expect(try cluster(#""clusterId":"x",\#(both)"#).address == "https://a:19539")
    let hidden = #""connectAddress":"","privateLinkAddress":"https://b:19531""#
    #expect(try cluster(#""clusterId":"x",\#(hidden)"#).address == "https://b:19531")
    #expect(try cluster(#""clusterId":"x""#).address == nil)
  }

  @Test func `the place in a global cluster is kept`() throws {
    let meta = #""globalClusterMeta":{"globalClusterId":"glo-1","role":"SECONDARY"}"#
    #expect(
      try cluster(#""clusterId":"x",\#(meta)"#).global == .init(id: "glo-1", role: "SECONDARY"))
    #expect(try cluster(#""clusterId":"x","globalClusterMeta":null"#).global == nil)
  }

  @Test func `what has no id is no cluster`() throws {
    #expect(CloudCluster(try #require(CloudJSON(Array(#"{"clusterName":"x"}"#.utf8)))) == nil)
  }
}
