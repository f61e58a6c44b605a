internal import Foundation
internal import Testing

@testable internal import Shell

/// Notices on their way to the terminal.
@Suite(.timeLimit(.minutes(5)))
struct NoticeBoxTests {
  @Test func `notices come out in order and once`() {
    let noticeBox = NoticeBox()
    noticeBox.post("one")
    noticeBox.post("two")
    #expect(noticeBox.take() == ["one", "two"])
    #expect(noticeBox.take().isEmpty)
  }

  @Test func `of several notices with one key the last remains`() {
    let noticeBox = NoticeBox()
    noticeBox.post("[1] 10 %", key: "job 1")
    noticeBox.post("[2] 10 %", key: "job 2")
    noticeBox.post("[1] 20 %", key: "job 1")
    noticeBox.post("plain")
    #expect(noticeBox.take() == ["[2] 10 %", "[1] 20 %", "plain"])
  }

  @Test func `a key is free again after its notice was taken`() {
    let noticeBox = NoticeBox()
    noticeBox.post("[1] 10 %", key: "job 1")
    _ = noticeBox.take()
    noticeBox.post("[1] 20 %", key: "job 1")
    #expect(noticeBox.take() == ["[1] 20 %"])
  }

  @Test func `too many notices make room for the newest and are counted`() {
    var queue = NoticeQueue(capacity: 2)
    for number in 1...5 { queue.post("\(number)", key: nil) }
    let first = queue.take()
    #expect(first == ["(3 earlier notices not shown)", "4", "5"])
    queue.post("6", key: nil)
    let second = queue.take()
    #expect(second == ["6"])
  }

  @Test func `the last prompt asked for comes out once`() {
    let noticeBox = NoticeBox()
    noticeBox.repaint(Prompt("one> "))
    noticeBox.repaint(Prompt("two> "))
    #expect(noticeBox.takePrompt() == Prompt("two> "))
    #expect(noticeBox.takePrompt() == nil)
  }

  @Test func `wakes that nobody hears do not block`() {
    let noticeBox = NoticeBox()
    #expect(!Self.isReadable(noticeBox))
    // More than any pipe holds.
    for _ in 1...100_000 { noticeBox.wake() }
    #expect(Self.isReadable(noticeBox))
    noticeBox.acknowledge()
    #expect(!Self.isReadable(noticeBox))
  }

  /// Whether who waits for the notice box would be awake.
  private static func isReadable(_ noticeBox: NoticeBox) -> Bool {
    var descriptor = pollfd(fd: noticeBox.wakeDescriptor, events: Int16(POLLIN), revents: 0)
    return poll(&descriptor, 1, 0) == 1
  }
}
