internal import Testing

@testable internal import MigrationEngine
@testable internal import MigrationPlanning

struct PrivilegeTableTests {
  @Test(arguments: PrivilegeNeed.Work.allCases)
  func `each work has its lines, and no line is empty`(work: PrivilegeNeed.Work) {
    let needs = PrivilegeTable.needs(of: work)
    #expect(!needs.isEmpty)
    #expect(needs.allSatisfy { !$0.privileges.isEmpty && !$0.purpose.isEmpty })
  }

  @Test func `each privilege is needed for something`() {
    let needed = Set(PrivilegeTable.lines.flatMap(\.privileges))
    #expect(needed == Set(Privilege.allCases))
  }

  @Test func `a migration asks the source for no more than reading, unless it may load it`() {
    let reading: Set<Privilege> = [
      .describeCollection, .showPartitions, .indexDetail, .getLoadState, .query, .getStatistics,
      .listAliases,
    ]
    let always = PrivilegeTable.needs(of: .migrate).filter {
      $0.side == .source && !["with --load-source", "with --access"].contains($0.condition)
    }
    #expect(Set(always.flatMap(\.privileges)) == reading)
  }
}
