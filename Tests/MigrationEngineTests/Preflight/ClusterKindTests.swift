internal import MilvusClient
internal import Testing

@testable internal import MigrationEngine
@testable internal import MigrationPlanning

struct ClusterKindTests {
  @Test(arguments: [
    ("in01-2f3a9c.aws-us-west-2.vectordb.zillizcloud.com", ClusterKind.dedicated),
    ("in01-2f3a9c-privatelink.aws-us-west-2.vectordb.zillizcloud.com", .dedicated),
    ("in01-2f3a9c.ali-cn-hangzhou.vectordb.zilliz.com.cn", .dedicated),
    ("IN01-2F3A9C.aws-us-west-2.vectordb.zillizcloud.com", .dedicated),
    ("in03-77b1.serverless.gcp-us-west1.cloud.zilliz.com", .free),
    ("in03-77b1.api.gcp-us-west1.zillizcloud.com", .free),
    ("in03-77b1.ali-cn-hangzhou.zilliz.com.cn", .free),
    ("in05-77b1.serverless.gcp-us-west1.cloud.zilliz.com", .serverless),
    ("in05-77b1.ali-cn-hangzhou.cloud.zilliz.com.cn", .serverless),
    ("proj-77b1.aws-us-west-2.api.zillizcloud.com", .onDemand),
    ("glo-77b1.global-cluster.vectordb.zillizcloud.com", .zilliz),
    ("77b1.serverless.aws-us-west-2.vectordb.zillizcloud.com", .zilliz),
    ("77b1.aws-us-west-2.vectordb.zillizcloud.com", .dedicated),
    ("api.cloud.zilliz.com", .zilliz),
  ])
  func `the name of a Zilliz Cloud host tells its kind`(host: String, kind: ClusterKind) {
    #expect(ClusterKind.named(byHost: host) == kind)
  }

  @Test(arguments: ["localhost", "10.0.0.7", "in01-2f3a9c.example.com", "notzillizcloud.com"])
  func `other hosts tell nothing`(host: String) {
    #expect(ClusterKind.named(byHost: host) == nil)
  }

  @Test func `what the user declares wins`() {
    let profile = ClusterProfile.infer(
      endpoint: MilvusEndpoint(host: "in01-2f3a9c.aws-us-west-2.vectordb.zillizcloud.com"),
      identity: identity("v2.5.8", ServerVersion(2, 5, 8)), declared: .serverless, computeUnits: nil
    )
    #expect(profile == ClusterProfile(kind: .serverless, declared: true))
  }

  @Test func `what the control plane says wins over server and host, and not over the user`() {
    var cloud = CloudProfile(clusterID: "in01-2f3a9c", status: "RUNNING")
    (cloud.kind, cloud.computeUnits) = (.dedicated, 4)
    let infer = { (declared: ClusterKind?, units: Int?) in
      ClusterProfile.infer(
        endpoint: MilvusEndpoint(host: "localhost"),
        identity: self.identity("milvus_lite", Sample.lite), declared: declared,
        computeUnits: units, cloud: cloud)
    }
    #expect(
      infer(nil, nil) == ClusterProfile(kind: .dedicated, computeUnits: 4, cloud: cloud))
    #expect(
      infer(.serverless, 8)
        == ClusterProfile(kind: .serverless, declared: true, computeUnits: 8, cloud: cloud))
  }

  @Test func `a cluster of no known kind still is one of Zilliz Cloud`() {
    let profile = ClusterProfile.infer(
      endpoint: MilvusEndpoint(host: "vectors.internal"),
      identity: identity("v2.5.8", ServerVersion(2, 5, 8)),
      cloud: CloudProfile(clusterID: "x", status: "RUNNING"))
    #expect(profile.kind == .zilliz && profile.computeUnits == nil)
  }

  @Test func `a Lite server is Lite on any host`() {
    let profile = ClusterProfile.infer(
      endpoint: MilvusEndpoint(host: "localhost"), identity: identity("milvus_lite", Sample.lite))
    #expect(profile.kind == .lite)
  }

  @Test(arguments: [("Zilliz Cloud Vector Database", ClusterKind.zilliz), ("v2.5.8", .milvus)])
  func `a private name leaves it to the server's words`(text: String, kind: ClusterKind) {
    let profile = ClusterProfile.infer(
      endpoint: MilvusEndpoint(host: "vectors.internal"),
      identity: identity(text, ServerVersion(2, 5, 8)))
    #expect(profile.kind == kind)
    #expect(!profile.declared)
  }

  private func identity(_ text: String, _ version: ServerVersion) -> ServerIdentity {
    ServerIdentity(version: version, text: text, roundTrip: .zero)
  }
}
