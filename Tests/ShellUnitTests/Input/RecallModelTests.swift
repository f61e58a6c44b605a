internal import Testing

@testable internal import Shell

/// Walks and searches through earlier commands.
struct RecallModelTests {
  @Test func `a walk goes over the commands that begin like the line and back to it`() {
    var walk = HistoryWalk(
      commands: ["list a", "count", "list b"], prefix: "li", original: "li x")
    let visited = "↑↑↑↓↓↓".map { walk.step($0) }
    #expect(visited == ["list b", "list a", nil, "list b", "li x", nil])
  }

  @Test func `a walk passes over a command that is the line already`() {
    var walk = HistoryWalk(commands: ["list", "list"], prefix: "list", original: "list")
    let found = walk.goUp()
    #expect(!found)
  }

  @Test func `a search finds the newest command with the pattern and then older ones`() {
    var search = HistorySearch(commands: ["echo One", "count", "echo one two"])
    for letter in "one" { search.type(letter) }
    #expect(search.match == "echo one two")
    #expect(search.textBeforePattern == "echo ")
    search.goOlder()
    #expect(search.match == "echo One")
    search.goOlder()
    #expect(search.isFailing)
    #expect(search.match == "echo One")
    search.goNewer()
    #expect(search.match == "echo one two")
    #expect(!search.isFailing)
  }

  @Test func `a capital in the pattern finds only itself`() {
    var search = HistorySearch(commands: ["echo One", "echo one"])
    for letter in "One" { search.type(letter) }
    #expect(search.match == "echo One")
  }

  @Test func `a pattern that became shorter finds the newest again`() {
    var search = HistorySearch(commands: ["echo ab", "echo a"])
    for letter in "ab" { search.type(letter) }
    #expect(search.match == "echo ab")
    search.erase()
    #expect(search.match == "echo a")
    search.erase()
    #expect(search.match == nil)
  }

  @Test func `nothing is found in nothing`() {
    var search = HistorySearch(commands: [])
    search.goOlder()
    search.goNewer()
    search.type("x")
    search.erase()
    #expect(search.match == nil)
    var walk = HistoryWalk(commands: [], prefix: "", original: "x")
    let visited = "↑↓".map { walk.step($0) }
    #expect(visited == [nil, nil])
    #expect(walk.line == "x")
  }
}

extension HistoryWalk {
  /// Goes up or down; returns the line there, or nil if there is no further step.
  fileprivate mutating func step(_ arrow: Character) -> String? {
    let isStep = arrow == "↑" ? goUp() : goDown()
    return isStep ? line : nil
  }
}
