using Trimtab.Spaces;
using Trimtab.Tool.Programs.Grammar;

namespace Trimtab.Tool.Tests.Programs.Grammar;

public class ProgramSpaceTests
{
    [Fact]
    public void ParametersWithConditions_AreAskedForWhereTheyApply()
    {
        var space = new ProgramSpace(
            ["nesterov=flag", "momentum=0.0..0.9", "opt=adam,sgd", "layers=1..8"],
            ["nesterov:momentum>0.5", "momentum:opt=sgd"],
            []);
        Assert.Equal(["layers", "opt"], space.Always.Keys);
        Assert.Equal(["layers", "opt"], space.Suggest(Source(("opt", "adam"))).Keys);
        Assert.Equal(["layers", "momentum", "opt"], space.Suggest(Source(("opt", "sgd"), ("momentum", 0.5))).Keys);
        Assert.Equal(
            ["layers", "momentum", "nesterov", "opt"], space.Suggest(Source(("opt", "sgd"), ("momentum", 0.7), ("nesterov", true))).Keys);
    }

    [Fact]
    public void ASpace_SaysItselfInWords() => Assert.Equal(
        [
            "min: int 1 to 5",
            "max: int 1 to 9",
            "opt: adam or sgd",
            "momentum: float 0.0 to 0.9, only when opt is sgd and max >= 3",
            "bias: flag, --bias or nothing",
            "always min < max",
        ],
        new ProgramSpace(
            ["min=1..5", "max=1..9", "opt=adam,sgd", "momentum=0.0..0.9", "bias=flag"],
            ["momentum:opt=sgd", "momentum:max>=3"],
            ["min<max"]).Words());

    /// <summary>A number of a range may be written in any form, one of a list as the list has it.</summary>
    [Theory]
    [InlineData("p:n=1e1", "p:n=10")]
    [InlineData("p:n>=1e1", "p:n>=10.0")]
    [InlineData("p:v=3.10", "p:v=3.10")]
    [InlineData("p:v=3.1", "p:v=3.1")]
    public void ACondition_HasAValueOfItsParameter(string written, string canonical)
    {
        var space = new ProgramSpace(["p=1..2", "n=1..100", "v=3.1,3.10"], [written], []);

        Assert.Equal(canonical, space.Conditions.Single().ToString());
    }

    [Theory]
    [InlineData("a<b<c", "a<b<c")]
    [InlineData("a <= b", "a<=b")]
    [InlineData("b>a", "a<b")]
    [InlineData("c>=b>=a", "a<=b<=c")]
    [InlineData("a+b+c=1", "a+b+c=1.0")]
    [InlineData("a+b=-.5e1", "a+b=-5.0")]
    public void ARule_ReadsBack(string written, string canonical) => Assert.Equal(canonical, RuleText.Of(RuleText.Parse(written)));

    [Theory]
    [InlineData("a")]
    [InlineData("a<b<=c")]
    [InlineData("a=b")]
    [InlineData("a+b=c")]
    [InlineData("a+b=1..5")]
    [InlineData("a+b=.")]
    [InlineData("a+b=1.5.5")]
    [InlineData("<b")]
    public void AnotherRule_IsRefused(string written) =>
        Assert.Contains($"'{written}'", Assert.Throws<TrimtabException>(() => RuleText.Parse(written)).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData(new[] { "a=1..2", "a=1..3" }, new string[0], new string[0], "several times")]
    [InlineData(new[] { "a=1..2" }, new[] { "b:a=1" }, new string[0], "'b'")]
    [InlineData(new[] { "a=1..2", "b=1..2" }, new[] { "a:b=7" }, new string[0], "Got '7'")]
    [InlineData(new[] { "a=1..2", "b=1..2" }, new[] { "a:b=1", "b:a=1" }, new string[0], "depend on itself")]
    [InlineData(new[] { "a=x,y", "b=1..2" }, new[] { "b:a>x" }, new string[0], "Only numbers")]
    [InlineData(new[] { "a=1..2", "b=1..2" }, new[] { "a:b" }, new string[0], "momentum:opt=sgd")]
    [InlineData(new[] { "a=1..2", "b=1..2", "c=x,y" }, new[] { "b:c=x" }, new[] { "a<b" }, "'b' has a condition")]
    [InlineData(new[] { "2a=1..2" }, new string[0], new string[0], "'2a'")]
    [InlineData(new[] { "a=0..5", "b=6..9" }, new string[0], new[] { "a>b" }, "b<a has none: b is 6..9, a is 0..5.")]
    [InlineData(new[] { "a=0.0..5.0", "b=5.0..9.0" }, new string[0], new[] { "a>b" }, "b<a has none")]
    [InlineData(new[] { "a=7,8", "b=1..9", "c=0.5,6.5" }, new string[0], new[] { "a<=b<=c" }, "a is 7,8, c is 0.5,6.5.")]
    [InlineData(new[] { "a=0.0..1.0", "b=0.0..1.0" }, new string[0], new[] { "a+b=3" }, "reach from 0 to 2")]
    [InlineData(new[] { "a" }, new string[0], new string[0], "Got 'a'")]
    public void WhatDoesNotFit_IsRefused(string[] parameters, string[] conditions, string[] rules, string message) => Assert.Contains(
        message,
        Assert.ThrowsAny<TrimtabException>(() => new ProgramSpace(parameters, conditions, rules)).Message,
        StringComparison.Ordinal);

    /// <summary>Ends that touch leave one value each.</summary>
    [Theory]
    [InlineData("a=5..9", "b=0..5", "a<=b")]
    [InlineData("a=5..9", "b=6..6", "a<b")]
    [InlineData("a=7,1", "b=fixed:2", "a<b")]
    public void ARuleThatSomeValuesKeep_IsTaken(string a, string b, string rule) =>
        Assert.Single(new ProgramSpace([a, b], [], [rule]).Rules);

    [Fact]
    public void FirstGuesses_AreValuesOfTheSpace()
    {
        var space = new ProgramSpace(["lr=0.0..1.0", "opt=adam,sgd", "bias=flag", "n=1..8"], [], []);
        Assert.Equal(
            ParameterSet.Of(("lr", 1.0), ("opt", "adam"), ("bias", true), ("n", 3L)).ToString(),
            space.Values("lr=1,opt=adam, bias=true,n=3").ToString());
        Assert.Throws<UnknownNameException>(() => space.Values("rate=1"));
        Assert.Throws<TrimtabException>(() => space.Values("n=9"));
    }

    [Theory]
    [InlineData("memory<=512", 600, 88)]
    [InlineData("accuracy >= 0.5", 0.25, 0.25)]
    [InlineData("memory<=512", 500, -12)]
    public void ALimit_SaysByHowMuchItIsViolated(string written, double value, double violation) =>
        Assert.Equal(violation, OutcomeLimit.Parse(written).Violation(value));

    private static FixedSource Source(params (string Name, ParameterValue Value)[] values) => new(ParameterSet.Of(values));

    private sealed class FixedSource(ParameterSet values) : IParameterSource
    {
        public ParameterValue Suggest(string name, Distribution distribution) =>
            values.TryGetValue(name, out var value) ? value : distribution is IntDistribution whole ? whole.High
                : throw new ArgumentException(name);
    }
}
