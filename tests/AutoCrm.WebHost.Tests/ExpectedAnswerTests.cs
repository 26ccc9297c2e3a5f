namespace AutoCrm.WebHost.Tests;

public sealed class ExpectedAnswerTests
{
    [Theory]
    [InlineData("""{"a": 1, "b": "<id>"}""", """{"b":"x","a":1}""")]
    [InlineData("""{"a": "<id>", "b": "<id>"}""", """{"a":"x","b":"x"}""")]
    [InlineData("""{"a": 1, "…": "…"}""", """{"a":1,"b":2}""")]
    [InlineData("""[1, "…"]""", "[1,2]")]
    [InlineData("""{"a": "one …"}""", """{"a":"one two"}""")]
    [InlineData("Healthy", "Healthy\n")]
    public void What_the_page_prints_is_accepted(string expected, string actual) => Assert.Null(ExpectedAnswer.FindDifference(expected, actual, []));

    [Theory]
    [InlineData("""{"a": 1}""", """{"a":2}""")]
    [InlineData("""{"a": 1}""", """{"a":1,"b":2}""")]
    [InlineData("""{"a": 1, "…": "…"}""", """{"a":1}""")]
    [InlineData("""{"a": 1, "b": 2}""", """{"a":1}""")]
    [InlineData("""{"a": "<id>", "b": "<id>"}""", """{"a":"x","b":"y"}""")]
    [InlineData("[1]", "[1,2]")]
    [InlineData("""[1, "…"]""", "[1]")]
    [InlineData("""{"a": "one …"}""", """{"a":"two"}""")]
    [InlineData("Healthy", "Unhealthy")]
    public void Anything_else_is_a_difference(string expected, string actual) => Assert.NotNull(ExpectedAnswer.FindDifference(expected, actual, []));
}
