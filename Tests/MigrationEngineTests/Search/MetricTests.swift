internal import MilvusClient
internal import Testing

@testable internal import MigrationEngine

/// Vectors of every type, and how near they are.
@Suite struct MetricTests {
  private func value(_ type: DataType, _ numbers: [Double]) throws -> VectorValue {
    let input = try #require(SearchInput(type, numbers: numbers))
    return try #require(VectorValue(type, bytes: input.bytes))
  }

  private func score(_ metric: String, _ one: VectorValue, _ other: VectorValue) -> Double? {
    Metric(rawValue: metric)?.score(one, other)
  }

  @Test(
    arguments: [DataType.floatVector, .float16Vector, .bfloat16Vector, .int8Vector],
    [("L2", 3), ("IP", 8), ("COSINE", 8 / (5 * 14.0).squareRoot())])
  func `dense vectors of every width are measured alike`(
    type: DataType, expected: (metric: String, score: Double)
  ) throws {
    let (one, other) = try (value(type, [1, 2, 0]), value(type, [2, 3, 1]))
    let measured = try #require(score(expected.metric, one, other))
    #expect(abs(measured - expected.score) < 1e-12)
  }

  @Test func `bits are measured by how many differ`() throws {
    let one = try value(.binaryVector, [1, 1, 0, 0, 0, 0, 0, 0])
    let other = try value(.binaryVector, [1, 0, 1, 0, 0, 0, 0, 0])
    #expect(one == .bits([0b1100_0000]))
    #expect(score("HAMMING", one, other) == 2)
    #expect(abs((score("JACCARD", one, other) ?? .nan) - 2.0 / 3) < 1e-12)
  }

  @Test func `sparse vectors multiply where both have a weight`() throws {
    let weights = { (weights: [UInt32: Double]) in
      VectorValue(.sparseFloatVector, bytes: SearchInput(weights: weights).bytes)
    }
    let one = try #require(weights([3: 0.5, 900_000: 2]))
    let other = try #require(weights([900_000: 4, 7: 1]))
    #expect(score("IP", one, other) == 8)
    #expect(score("L2", one, other) == nil)
  }

  @Test func `no metric is for vectors of two lengths or kinds`() throws {
    let short = try value(.floatVector, [1, 2])
    #expect(score("L2", short, try value(.floatVector, [1, 2, 3])) == nil)
    #expect(score("HAMMING", short, short) == nil)
    #expect(Metric(rawValue: "BM25") == nil)
  }

  @Test(
    arguments: [
      (0, 0x0000), (-0.0, 0x8000), (1, 0x3C00), (-2, 0xC000), (65_504, 0x7BFF), (0x1p-24, 0x0001),
      (0x1p-14, 0x0400), (1 + 0x1p-11, 0x3C00), (1 + 3 * 0x1p-11, 0x3C02), (65_520, 0x7C00),
      (2 - 0x1p-12, 0x4000),
    ] as [(Double, UInt16)])
  func `a number of 16 bits is the nearest one`(number: Double, bits: UInt16) throws {
    let bytes = try #require(SearchInput(.float16Vector, numbers: [number])).bytes
    #expect(UInt16(bytes[0]) | UInt16(bytes[1]) << 8 == bits)
  }

  @Test func `every number of 16 bits is read as what it is written for`() throws {
    for bits in UInt16(0)..<0x7C00 {
      let bytes = [UInt8(truncatingIfNeeded: bits), UInt8(bits >> 8)]
      guard case .dense(let numbers)? = VectorValue(.float16Vector, bytes: bytes) else {
        Issue.record("\(bits) is not read")
        continue
      }
      #expect(SearchInput(.float16Vector, numbers: numbers.map(Double.init))?.bytes == bytes)
    }
  }

  @Test func `numbers that are none of the type's are refused`() {
    #expect(SearchInput(.int8Vector, numbers: [128]) == nil)
    #expect(SearchInput(.int8Vector, numbers: [0.5]) == nil)
    #expect(SearchInput(.binaryVector, numbers: [1, 0, 1]) == nil)
    #expect(SearchInput(.binaryVector, numbers: [2, 0, 0, 0, 0, 0, 0, 0]) == nil)
    #expect(VectorValue(.floatVector, bytes: [1, 2, 3]) == nil)
  }
}
