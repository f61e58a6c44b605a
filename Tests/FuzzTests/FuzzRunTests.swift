internal import FuzzSubjects
internal import TestSupport
internal import Testing

/// How series are fed: each input once, each the same again, and what becomes of one that fails.
@Suite struct FuzzRunTests {
  @Test func `every input of a series is fed once, in order`() async throws {
    var noted: [Int] = []
    let report = try await FuzzRun(seed: 1, inputs: 100..<300).feed(Numbers()) { noted.append($0) }
    #expect(report.inputs == 200)
    #expect(Set(noted) == Set(100..<300) && noted == noted.sorted())
  }

  @Test func `an input is made again without those before it`() throws {
    let run = FuzzRun(seed: 7, inputs: 0..<1000)
    let alone = FuzzRun(seed: 7, inputs: 777..<778)
    #expect(try run.text(of: 777, for: Numbers()) == alone.text(of: 777, for: Numbers()))
    #expect(try run.text(of: 777, for: Numbers()) != run.text(of: 778, for: Numbers()))
    let other = FuzzRun(seed: 8, inputs: 0..<1000)
    #expect(try run.text(of: 777, for: Numbers()) != other.text(of: 777, for: Numbers()))
  }

  @Test func `a failure names the seed, the number and the input`() async throws {
    let run = FuzzRun(seed: 3, inputs: 0..<1000)
    let failure = try #require(
      await #expect(throws: FuzzFailure.self) { try await run.feed(Numbers(refused: 5)) })
    #expect(failure.subject == "numbers" && failure.seed == 3)
    #expect(failure.fault == "5 is refused")
    #expect(try run.text(of: failure.number, for: Numbers()) == failure.input)
    let alone = FuzzRun(seed: 3, inputs: failure.number..<failure.number + 1)
    await #expect(throws: FuzzFailure.self) { try await alone.feed(Numbers(refused: 5)) }
  }

  @Test(.enabled(if: PeakMemory.bytes != nil))
  func `memory beyond the limit is a failure`() async throws {
    let failure = try #require(
      await #expect(throws: FuzzFailure.self) {
        try await FuzzRun(seed: 1, inputs: 0..<10, memoryLimit: 1).feed(Numbers())
      })
    #expect(failure.fault.hasPrefix("peak memory"))
  }
}

/// Numbers of which one may be refused.
private struct Numbers: FuzzSubject {
  let name = "numbers"
  var refused: Int?

  func base(using generator: inout SeededGenerator) throws -> Int {
    Int.random(in: 0..<1_000_000, using: &generator) * 10
  }

  func input(from base: Int, using generator: inout SeededGenerator) throws -> Int {
    base + Int.random(in: 0..<10, using: &generator)
  }

  func check(_ input: Int) throws {
    if input % 10 == refused { throw FuzzFault("\(input % 10) is refused") }
  }

  func text(of input: Int) -> String { String(input) }
}
