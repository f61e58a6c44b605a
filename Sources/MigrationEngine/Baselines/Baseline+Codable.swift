internal import MilvusClient

#if canImport(FoundationEssentials)
  internal import FoundationEssentials
#else
  internal import Foundation
#endif

/// A key as JSON has it: a number or a text.
private struct PlainKey: Codable {
  let key: PrimaryKey

  init(_ key: PrimaryKey) { self.key = key }

  init(from decoder: any Decoder) throws {
    let value = try decoder.singleValueContainer()
    if let number = try? value.decode(Int64.self) {
      key = .int64(number)
    } else {
      key = .varchar(try value.decode(String.self))
    }
  }

  func encode(to encoder: any Encoder) throws {
    var value = encoder.singleValueContainer()
    switch key {
    case .int64(let number): try value.encode(number)
    case .varchar(let text): try value.encode(text)
    }
  }
}

extension [UInt64] {
  /// The numbers in base 64, the highest byte of each first.
  fileprivate var data: Data {
    Data(flatMap { number in (0..<8).map { UInt8(truncatingIfNeeded: number >> (56 - 8 * $0)) } })
  }

  /// The numbers of such bytes; nil if the last one is torn.
  fileprivate init?(data: Data) {
    guard data.count.isMultiple(of: 8) else { return nil }
    let bytes = [UInt8](data)
    self = stride(from: 0, to: bytes.count, by: 8).map { start in
      bytes[start..<start + 8].reduce(0) { $0 << 8 | UInt64($1) }
    }
  }
}

extension Baseline.Range: Codable {
  init(from decoder: any Decoder) throws {
    var list = try decoder.unkeyedContainer()
    upper = try list.decodeNil() ? nil : list.decode(PlainKey.self).key
    rows = try list.decode(Int.self)
    let numbers = [UInt64](data: try list.decode(Data.self)) ?? []
    guard numbers.count == 1, rows >= 0 else {
      throw DecodingError.dataCorruptedError(in: list, debugDescription: "no digest")
    }
    digest = numbers[0]
  }

  func encode(to encoder: any Encoder) throws {
    var list = encoder.unkeyedContainer()
    if let upper { try list.encode(PlainKey(upper)) } else { try list.encodeNil() }
    try list.encode(rows)
    try list.encode([digest].data)
  }
}

extension Baseline.Row: Codable {
  private enum CodingKeys: String, CodingKey {
    case partition, key, digests
  }

  init(from decoder: any Decoder) throws {
    let values = try decoder.container(keyedBy: CodingKeys.self)
    partition = try values.decodeIfPresent(ServerName.self, forKey: .partition)
    key = try values.decode(PlainKey.self, forKey: .key).key
    guard let fields = [UInt64](data: try values.decode(Data.self, forKey: .digests)) else {
      throw DecodingError.dataCorruptedError(
        forKey: .digests, in: values, debugDescription: "no digests")
    }
    self.fields = fields
  }

  func encode(to encoder: any Encoder) throws {
    var values = encoder.container(keyedBy: CodingKeys.self)
    try values.encodeIfPresent(partition, forKey: .partition)
    try values.encode(PlainKey(key), forKey: .key)
    try values.encode(fields.data, forKey: .digests)
  }
}

extension Baseline.Search: Codable {
  private enum CodingKeys: String, CodingKey {
    case partition, key, found
  }

  /// A neighbour as a list of its key and its score, which is null where it is no number.
  private struct Found: Codable {
    let neighbour: Neighbour

    init(_ neighbour: Neighbour) { self.neighbour = neighbour }

    init(from decoder: any Decoder) throws {
      var list = try decoder.unkeyedContainer()
      let key = try list.decode(PlainKey.self).key
      neighbour = Neighbour(key, score: try list.decodeNil() ? .nan : list.decode(Double.self))
    }

    func encode(to encoder: any Encoder) throws {
      var list = encoder.unkeyedContainer()
      try list.encode(PlainKey(neighbour.key))
      // Nine digits: all that a number of 32 bits has.
      let score = Float(neighbour.score)
      if score.isFinite { try list.encode(score) } else { try list.encodeNil() }
    }
  }

  init(from decoder: any Decoder) throws {
    let values = try decoder.container(keyedBy: CodingKeys.self)
    partition = try values.decodeIfPresent(ServerName.self, forKey: .partition)
    key = try values.decode(PlainKey.self, forKey: .key).key
    neighbours = try values.decode([Found].self, forKey: .found).map(\.neighbour)
  }

  func encode(to encoder: any Encoder) throws {
    var values = encoder.container(keyedBy: CodingKeys.self)
    try values.encodeIfPresent(partition, forKey: .partition)
    try values.encode(PlainKey(key), forKey: .key)
    try values.encode(neighbours.map(Found.init), forKey: .found)
  }
}
