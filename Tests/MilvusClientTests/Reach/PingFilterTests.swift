internal import NIOCore
internal import TestSupport
internal import Testing

@testable internal import MilvusClient

/// PINGs leave a stream of frames, wherever it is torn; nothing else does.
@Suite struct PingFilterTests {
  private let ping = frame(type: 6, payload: [1, 2, 3, 4, 5, 6, 7, 8])
  private let opaque: UInt64 = 0x0102_0304_0506_0708

  @Test func `a ping is taken out from between frames`() {
    let (before, after) = (frame(type: 0, payload: [1, 2]), frame(type: 1, payload: []))
    #expect(pieces(of: before + ping + after, cutAt: []) == (before + after, [opaque]))
  }

  @Test func `the answer to a ping passes`() {
    let answer = frame(type: 6, flags: 1, payload: [1, 2, 3, 4, 5, 6, 7, 8])
    #expect(pieces(of: answer, cutAt: []) == (answer, []))
  }

  @Test func `a ping of a wrong length passes`() {
    let odd = frame(type: 6, payload: [1, 2])
    #expect(pieces(of: odd, cutAt: []) == (odd, []))
  }

  @Test func `data that looks like a ping passes`() {
    let data = frame(type: 0, payload: ping)
    #expect(pieces(of: data, cutAt: []) == (data, []))
  }

  @Test(arguments: 1...200)
  func `any frames in any portions lose their pings only`(seed: UInt64) {
    var random = SeededGenerator(seed: seed)
    var (stream, rest, pings) = ([UInt8](), [UInt8](), 0)
    for _ in 0..<Int.random(in: 1...20, using: &random) {
      if Bool.random(using: &random) {
        stream += ping
        pings += 1
      } else {
        let size = Int.random(in: 0...300, using: &random)
        let other = frame(type: 0, payload: (0..<size).map { UInt8(truncatingIfNeeded: $0) })
        stream += other
        rest += other
      }
    }
    let cuts = (0..<10).map { _ in Int.random(in: 0...stream.count, using: &random) }.sorted()
    #expect(pieces(of: stream, cutAt: cuts) == (rest, Array(repeating: opaque, count: pings)))
  }

  private func pieces(of stream: [UInt8], cutAt cuts: [Int]) -> ([UInt8], [UInt64]) {
    var filter = PingFilter()
    var (rest, pings) = ([UInt8](), [UInt64]())
    for (start, end) in zip([0] + cuts, cuts + [stream.count]) {
      filter.take(ByteBuffer(bytes: stream[start..<end]))
      while let piece = filter.next() {
        switch piece {
        case .ping(let opaque): pings.append(opaque)
        case .other(let bytes): rest += bytes.readableBytesView
        }
      }
    }
    return (rest, pings)
  }
}

private func frame(type: UInt8, flags: UInt8 = 0, payload: [UInt8]) -> [UInt8] {
  let length = [16, 8, 0].map { UInt8(truncatingIfNeeded: payload.count >> $0) }
  return length + [type, flags, 0, 0, 0, 1] + payload
}
