import MigrationEngine
import MilvusClient
import Testing

@testable import Shell

@Suite struct NameCacheStateTests {
  private let key = NameCacheState.Key(side: .source, database: "default", kind: .collections)
  private let start = ContinuousClock.now

  private func after(_ seconds: Int) -> ContinuousClock.Instant {
    start.advanced(by: .seconds(seconds))
  }

  @Test func `unknown names are asked for once`() {
    var state = NameCacheState()
    #expect(state.look(key, at: start) == .init(names: [], wantsFetch: true))
    #expect(state.look(key, at: start) == .init(names: [], wantsFetch: false))
  }

  @Test func `names are fresh for a minute and then given out while they are fetched`() {
    var state = NameCacheState()
    state.arrived(["b", "a"], for: key, at: start)
    #expect(state.look(key, at: after(59)) == .init(names: ["a", "b"], wantsFetch: false))
    #expect(state.look(key, at: after(60)) == .init(names: ["a", "b"], wantsFetch: true))
    #expect(state.look(key, at: after(61)) == .init(names: ["a", "b"], wantsFetch: false))
  }

  @Test func `a failed fetch keeps the old names and may be asked for again`() {
    var state = NameCacheState()
    state.arrived(["a"], for: key, at: start)
    _ = state.look(key, at: after(60))
    state.failed(key)
    #expect(state.look(key, at: after(61)) == .init(names: ["a"], wantsFetch: true))
  }

  @Test func `a changing command makes the names of its side stale`() {
    var state = NameCacheState()
    let other = NameCacheState.Key(side: .target, database: "default", kind: .collections)
    state.arrived(["a"], for: key, at: start)
    state.arrived(["b"], for: other, at: start)
    state.expire(.target)
    #expect(!state.look(key, at: start).wantsFetch)
    #expect(state.look(other, at: start) == .init(names: ["b"], wantsFetch: true))
  }

  @Test func `another cluster has none of the names`() {
    var state = NameCacheState()
    state.arrived(["a"], for: key, at: start)
    state.forget(.source)
    #expect(state.look(key, at: start).names.isEmpty)
  }

  @Test func `the cache answers at once and asks for what it lacks`() async {
    let cache = NameCache()
    #expect(cache.names(.collections, on: .source, database: "default").isEmpty)
    #expect(cache.names(.databases, on: .target, database: "ignored").isEmpty)
    cache.close()
    var asked: [NameCacheState.Key] = []
    for await key in cache.requests { asked.append(key) }
    #expect(asked == [key, NameCacheState.Key(side: .target, database: "", kind: .databases)])
  }

  @Test func `requests that fall out of the buffer can be asked for again`() {
    let cache = NameCache()
    for number in 0..<20 { _ = cache.names(.collections, on: .source, database: "db\(number)") }
    // The oldest four were dropped: looking again asks again, which drops four others.
    _ = cache.names(.collections, on: .source, database: "db0")
    cache.keep(["x"], as: .collections, on: .source, database: "db0")
    #expect(cache.names(.collections, on: .source, database: "db0") == ["x"])
  }
}
