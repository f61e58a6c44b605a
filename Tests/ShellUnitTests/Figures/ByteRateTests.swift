import Testing

@testable import Shell

struct ByteRateTests {
  @Test(
    arguments: [
      ("10MB/s", 10e6), ("1.5 MB/s", 1.5e6), ("512KiB/s", 524_288), ("2mib", 2_097_152),
      ("800kB/s", 800e3), ("1GB/s", 1e9), ("1gib/s", 1_073_741_824), ("64b/s", 64),
    ] as [(String, Double)])
  func `a size a second is read`(text: String, bytes: Double) {
    #expect(ByteRate(argument: text)?.bytesPerSecond == bytes)
  }

  @Test(arguments: ["", "10", "MB/s", "0MB/s", "-1MB/s", "1MB/min", "1Mb it", "1e9MB/s", "∞MB/s"])
  func `anything else is not`(text: String) {
    #expect(ByteRate(argument: text) == nil)
  }
}
