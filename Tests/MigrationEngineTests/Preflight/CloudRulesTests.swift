internal import MilvusClient
internal import Testing

@testable internal import MigrationEngine
@testable internal import MigrationPlanning
@testable internal import RangeTransfer

struct CloudRulesTests {
  private typealias Scope = (
    source: String?, seen: [String]?, target: String?, alsoSeen: [String]?, code: Finding.Code,
    level: Finding.Level
  )

  private static let scopes: [Scope] = [
    ("p1", ["p1"], "p1", ["p1"], Finding.Code.scopeSameProject, Finding.Level.ok),
    ("p1", ["p1", "p2"], "p2", ["p2"], .scopeOtherProject, .ok),
    ("p1", ["p1"], "p2", ["p1", "p2"], .scopeOtherProject, .ok),
    ("p1", ["p1"], "p2", ["p2"], .scopeOtherOrganization, .note),
    ("p1", nil, "p2", ["p2"], .scopeUnknown, .unknown),
    (nil, nil, "p2", ["p2"], .scopeUnknown, .unknown),
  ]

  @Test(arguments: scopes)
  func `the scope follows from projects and from what the keys see`(
    source: String?, seen: [String]?, target: String?, alsoSeen: [String]?, code: Finding.Code,
    level: Finding.Level
  ) {
    let findings = CloudRules.judge(pair(cloud(source, seen), cloud(target, alsoSeen)))
      .filter { $0.subject == .scope }
    #expect(findings.map(\.code) == [code])
    #expect(findings.map(\.level) == [level])
  }

  @Test func `without the control plane the scope is not known`() {
    #expect(CloudRules.judge(pair(nil, nil))[.scopeUnknown] == .unknown)
  }

  @Test func `servers of one's own have neither scope nor status`() {
    #expect(CloudRules.judge(Sample.pair()).isEmpty)
  }

  @Test(arguments: ["SUSPENDED", "MODIFYING", "A_WORD_OF_TOMORROW"])
  func `a cluster that does not run stops a migration`(status: String) {
    let findings = CloudRules.judge(pair(cloud("p1", ["p1"]), cloud("p1", ["p1"], status: status)))
    #expect(findings[.clusterNotRunning] == .blocker)
    #expect(findings.text(.clusterNotRunning).contains("the target in01-a was \(status)"))
    #expect(findings.text(.clusterRunning).contains("the source"))
  }

  @Test func `a status is told as of now, or as of connecting with the reason`() {
    var (now, then) = (cloud("p1", ["p1"]), cloud("p1", ["p1"]))
    now.isCurrent = true
    then.staleness = "no answer"
    let findings = CloudRules.judge(pair(now, then))
    #expect(findings.text(.clusterRunning) == "the source in01-a is RUNNING")
    #expect(findings[.clusterStatusUnknown] == .unknown)
    #expect(
      findings.text(.clusterStatusUnknown).contains("was RUNNING when it was connected"))
    #expect(findings.text(.clusterStatusUnknown).hasSuffix("no answer"))
  }

  @Test func `rights that were tried are named, and those that cannot be are unknown`() {
    var facts = Sample.facts()
    #expect(RightRules.summary(of: [facts]).isEmpty)
    #expect(RightRules.judge(Sample.collection(facts)).isEmpty)
    facts.targetRights = Dictionary(uniqueKeysWithValues: WriteRight.allCases.map { ($0, true) })
    #expect(RightRules.summary(of: [facts]).map(\.code) == [.rights, .rightsUnverified])
    #expect(RightRules.judge(Sample.collection(facts)).isEmpty)
    facts.targetRights?[.load] = nil
    #expect(!RightRules.summary(of: [facts]).text(.rights).contains("Load"))
    facts.targetRights?[.insert] = false
    let findings = RightRules.judge(Sample.collection(facts))
    #expect(findings.map(\.level) == [.blocker])
    #expect(findings.first?.text.contains("Insert") == true)
  }

  @Test func `the secondary of a global cluster is no target`() {
    var secondary = cloud("p1", ["p1"])
    secondary.isSecondary = true
    #expect(CloudRules.judge(pair(secondary, cloud("p1", ["p1"])))[.targetSecondary] == nil)
    #expect(
      CloudRules.judge(pair(cloud("p1", ["p1"]), secondary))[.targetSecondary] == .blocker)
  }

  private func cloud(
    _ project: String?, _ visible: [String]?, status: String = "RUNNING"
  ) -> CloudProfile {
    var cloud = CloudProfile(clusterID: "in01-a", status: status)
    cloud.projectID = project
    cloud.visibleProjects = visible
    return cloud
  }

  private func pair(_ source: CloudProfile?, _ target: CloudProfile?) -> PairFacts {
    var (left, right) = (
      Sample.end(Sample.milvus264, .serverless), Sample.end(Sample.milvus264, .dedicated)
    )
    left.profile.cloud = source
    right.profile.cloud = target
    return Sample.pair(left, right)
  }
}
