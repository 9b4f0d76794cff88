using Trimtab.Spaces;
using Trimtab.Tool.Programs.Grammar;

namespace Trimtab.Tool.Tests.Programs.Grammar;

public class DistributionTextTests
{
    [Theory]
    [InlineData("1e-5..1e-1:log", "1e-05..0.1:log", "float 1e-05 to 0.1, log")]
    [InlineData("1..8", "1..8", "int 1 to 8")]
    [InlineData("-5..-1", "-5..-1", "int -5 to -1")]
    [InlineData("16..256:step=16", "16..256:step=16", "int 16 to 256 in steps of 16")]
    [InlineData("0..1:step=0.25", "0.0..1.0:step=0.25", "float 0.0 to 1.0 in steps of 0.25")]
    [InlineData("0.0..0.6", "0.0..0.6", "float 0.0 to 0.6")]
    [InlineData("1..8:float", "1.0..8.0", "float 1.0 to 8.0")]
    [InlineData("1e1..1e3:int:log", "10..1000:log", "int 10 to 1000, log")]
    [InlineData(".5..1.5", "0.5..1.5", "float 0.5 to 1.5")]
    [InlineData("adam,sgd", "adam,sgd", "adam or sgd")]
    [InlineData("8, 16,32", "8,16,32", "8, 16 or 32")]
    [InlineData("'a,b',\"c\"\"d\",'7'", "\"a,b\",c\"d,\"7\"", "\"a,b\", c\"d or \"7\"")]
    [InlineData("007,1.5,none", "007,1.5,none", "007, 1.5 or none")]
    [InlineData("../data/a,../data/b", "../data/a,../data/b", "../data/a or ../data/b")]
    [InlineData("fixed:7", "fixed:7", "fixed at 7")]
    [InlineData("fixed:adam", "fixed:adam", "fixed at adam")]
    [InlineData("fixed:3.10", "fixed:3.10", "fixed at 3.10")]
    [InlineData("3.9,3.10,3.11", "3.9,3.10,3.11", "3.9, 3.10 or 3.11")]
    [InlineData("log(1e-5, 1e-1)", "1e-05..0.1:log", "float 1e-05 to 0.1, log")]
    [InlineData("int(1,8)", "1..8", "int 1 to 8")]
    [InlineData("int(1,9,step=2)", "1..9:step=2", "int 1 to 9 in steps of 2")]
    [InlineData("loguniform(1,100)", "1.0..100.0:log", "float 1.0 to 100.0, log")]
    [InlineData("[1, 2]", "1,2", "1 or 2")]
    [InlineData("[sgd,adam]", "sgd,adam", "sgd or adam")]
    [InlineData("'[1','2]'", "\"[1\",2]", "\"[1\" or 2]")]
    [InlineData("a[0],b[1]", "a[0],b[1]", "a[0] or b[1]")]
    [InlineData("choice(a,b)", "a,b", "a or b")]
    public void ADistribution_HasOneTextThatReadsBack(string written, string canonical, string words)
    {
        var distribution = DistributionText.Parse(written);
        Assert.Equal(canonical, DistributionText.Of(distribution));
        Assert.Equal(words, DistributionText.Words(distribution));
        Assert.Equal(distribution, DistributionText.Parse(canonical));
    }

    [Theory]
    [InlineData("", "Got ''")]
    [InlineData("adam", "Got 'adam'")]
    [InlineData("1e-5-1e-1", "Got '1e-5-1e-1'")]
    [InlineData("1..", "Got '1..'")]
    [InlineData("1...8", "High must be at least Low")]
    [InlineData("8..1", "High must be at least Low")]
    [InlineData("1..8:lgo", "':lgo'")]
    [InlineData("0..1:log", "Low must be 1 or more")]
    [InlineData("0.5..2:int", "whole")]
    [InlineData("a,a", "twice")]
    [InlineData("a,,b", "between two commas")]
    [InlineData("'a,b", "ends with it")]
    [InlineData("'a'b,c", "A comma follows")]
    [InlineData("fixed:a,b", "one value")]
    [InlineData("0,5..1,5", "have a decimal point, as 0.5..1.5")]
    [InlineData("0,5..1", "have a decimal point")]
    [InlineData("[0,5..1,5]", "have a decimal point")]
    [InlineData("choice(0.1, 5..1:log, x)", "A list has no ranges")]
    [InlineData("[1,2],[3,4]", "stands in quotes. Got '[1,2],[3,4]'")]
    [InlineData("[1,2", "stands in quotes")]
    [InlineData("(1,2)", "stands in quotes")]
    [InlineData("{1,2}", "stands in quotes")]
    [InlineData("pow(1,2)", "Got 'pow(1,2)'")]
    public void AnotherForm_IsRefused(string written, string message) =>
        Assert.Contains(message, Assert.Throws<TrimtabException>(() => ProgramParameter.Of("lr", written)).Message,
            StringComparison.Ordinal);

    /// <summary>What is in quotes, and words with two dots between others, are values of a list.</summary>
    [Theory]
    [InlineData("0,\"5..1\",5", "5..1")]
    [InlineData("'a,1..5,b',x", "a,1..5,b")]
    [InlineData("../data,../1..8/x", "../data")]
    public void AWordWithTwoDots_IsAValue(string written, string word) => Assert.Contains(
        word, ((CategoricalDistribution)DistributionText.Parse(written)).Values.Select(ValueText.Of));

    /// <summary>A program gets each value as it is written: a number is one only where it is printed so.</summary>
    [Theory]
    [InlineData("3.10", false)]
    [InlineData("1.20", false)]
    [InlineData("12345e7", false)]
    [InlineData("123456789012345678901", false)]
    [InlineData("1e3", false)]
    [InlineData("+5", false)]
    [InlineData("-0", false)]
    [InlineData(".5", false)]
    [InlineData("1e-400", false)]
    [InlineData("0.1", true)]
    [InlineData("-5", true)]
    [InlineData("1.0", true)]
    [InlineData("1e-05", true)]
    public void AValueOfAList_ReachesTheProgramAsItIsWritten(string written, bool isNumber)
    {
        foreach (string text in new[] { $"{written},x", $"fixed:{written}" })
        {
            var value = ((CategoricalDistribution)DistributionText.Parse(text)).Values[0];

            Assert.Equal((written, isNumber), (ValueText.Of(value), value.IsNumber));
            Assert.Equal(value, ProgramParameter.Of("v", text).Value(written));
        }
    }

    [Fact]
    public void WholeNumbersAndRealOnes_DifferInKind()
    {
        Assert.IsType<IntDistribution>(DistributionText.Parse("1..8"));
        Assert.IsType<FloatDistribution>(DistributionText.Parse("1..8.0"));
        Assert.Equal([8L, 1.5, "x"], ((CategoricalDistribution)DistributionText.Parse("8,1.5,x")).Values.Select(value => value.Value));
    }
}
