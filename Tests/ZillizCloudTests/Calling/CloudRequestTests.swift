internal import Testing

@testable internal import ZillizCloud

@Suite struct CloudRequestTests {
  @Test func `a question is a path below the version`() {
    let request = CloudRequest.get("clusters", query: [("pageSize", "100"), ("currentPage", "2")])
    #expect(
      request.url(at: .global)
        == "https://api.cloud.zilliz.com/v2/clusters?pageSize=100&currentPage=2")
  }

  @Test(arguments: [
    ("in01-3e5ad8", "in01-3e5ad8"), ("a/b", "a%2Fb"), ("..", ".."), ("x?y#z", "x%3Fy%23z"),
    ("ü %", "%C3%BC%20%25"), ("\u{1}", "%01"),
  ])
  func `what means something in a URL is encoded`(id: String, encoded: String) {
    let request = CloudRequest.get("jobs", id, query: [("n", id)])
    #expect(
      request.url(at: .china)
        == "https://api.cloud.zilliz.com.cn/v2/jobs/\(encoded)?n=\(encoded)")
  }
}
