using Trimtab.Spaces;
using Trimtab.Tool.Programs.Grammar;

namespace Trimtab.Tool.Tests.Programs.Grammar;

public class CommandTemplateTests
{
    private static readonly ProgramSpace _space = new(
        ["lr=1e-6..1.0:log", "opt=adam,sgd", "momentum=0.0..0.9", "bias=flag"], ["momentum:opt=sgd"], []);

    private static readonly TrialContext _trial = new(12, "/runs/12", 99);

    [Theory]
    [InlineData("train --lr {lr} {opt} --momentum {momentum} {bias}", "train --lr 1e-05 sgd --momentum 0.5 --bias")]
    [InlineData("train --lr={lr} o={opt}/{momentum} {bias}", "train --lr=1e-05 o=sgd/0.5 --bias")]
    [InlineData("train --bias {bias} x{bias} {lr} {opt} {momentum}", "train --bias true xtrue 1e-05 sgd 0.5")]
    [InlineData("train {lr}{opt}{momentum}{bias} {trial} {dir} {seed}", "train 1e-05sgd0.5true 12 /runs/12 99")]
    [InlineData("train {params.json}", "train /runs/12/params.json")]
    [InlineData("train", "train --lr 1e-05 --opt sgd --momentum 0.5 --bias")]
    [InlineData("train {dir}", "train /runs/12 --lr 1e-05 --opt sgd --momentum 0.5 --bias")]
    [InlineData("awk {{lr}} {} ${lr} {\"a\":{lr}} {opt} {momentum} {bias}", "awk {lr} {} ${lr} {\"a\":1e-05} sgd 0.5 --bias")]
    public void Placeholders_AreFilledAnywhereInAWord(string words, string expected) => Assert.Equal(
        expected,
        string.Join(' ', Template(words).Arguments(ParameterSet.Of(("lr", 1e-5), ("opt", "sgd"), ("momentum", 0.5), ("bias", true)),
            _trial)));

    [Theory]
    [InlineData("train --lr {lr} {opt} --momentum {momentum} {bias} end", "train --lr 1e-05 adam end")]
    [InlineData("train --lr={lr} {opt} --momentum={momentum} --bias={bias}", "train --lr=1e-05 adam --bias=false")]
    [InlineData("train", "train --lr 1e-05 --opt adam")]
    [InlineData("train --keep {bias} {lr} {opt} {momentum}", "train --keep 1e-05 adam")]
    public void WhatDoesNotApply_IsLeftOutWithItsOption(string words, string expected) => Assert.Equal(
        expected, string.Join(' ', Template(words).Arguments(ParameterSet.Of(("lr", 1e-5), ("opt", "adam"), ("bias", false)), _trial)));

    [Fact]
    public void WordsWithBlanksAndQuotes_AreOneArgument() => Assert.Equal(
        ["train", "a b", "$HOME; rm -rf /", "x 'y'"],
        new CommandTemplate(["train", "a b", "{text}", "{quoted}"], new(["text='$HOME; rm -rf /',b", "quoted=\"x 'y'\",c"], [], []))
            .Arguments(ParameterSet.Of(("text", "$HOME; rm -rf /"), ("quoted", "x 'y'")), _trial));

    [Fact]
    public void ALineForTheShell_HasItsValuesQuoted() => Assert.Equal(
        ["/bin/sh", "-c", "echo 1 | train 'a b; rm' > x"],
        new CommandTemplate(["echo {n} | train {text} > x"], new(["n=1..2", "text='a b; rm',c"], [], []), isShell: true)
            .Arguments(ParameterSet.Of(("n", 1L), ("text", "a b; rm")), _trial));

    [Fact]
    public void ALineForTheShell_ThatBeginsWithASign_IsNoOptionOfIt() => Assert.Equal(
        ["/bin/sh", "-c", "--", "-x 1"],
        new CommandTemplate(["-x {n}"], new(["n=1..2"], [], []), isShell: true).Arguments(ParameterSet.Of(("n", 1L)), _trial));

    [Theory]
    [InlineData("train {rate} {lr} {opt} {momentum} {bias}", "No parameter is called 'rate'")]
    [InlineData("train {lr} {opt} {momentum}", "{bias}")]
    [InlineData("awk {print}", "{{print}}")]
    public void AMistake_IsAnErrorBeforeAnythingRuns(string words, string message) =>
        Assert.Contains(message, Assert.ThrowsAny<TrimtabException>(() => Template(words)).Message, StringComparison.Ordinal);

    [Fact]
    public void TheEnvironment_HasParametersAndTheTrial() => Assert.Equal(
        ["TRIMTAB_DIR=/runs/12", "TRIMTAB_PARAM_LR=1e-05", "TRIMTAB_PARAM_OPT=adam", "TRIMTAB_SEED=99", "TRIMTAB_TRIAL=12"],
        Template("train").Environment(ParameterSet.Of(("lr", 1e-5), ("opt", "adam")), _trial).Select(item =>
            $"{item.Key}={item.Value}").Order());

    [Fact]
    public void ParametersOfOneVariable_AreRefused() => Assert.Contains(
        "TRIMTAB_PARAM_A_B",
        Assert.Throws<TrimtabException>(() => new CommandTemplate(["train"], new(["a-b=1..2", "a_b=1..2"], [], []))).Message,
        StringComparison.Ordinal);

    [Theory]
    [InlineData("a 'b c' \"d\"e ''", new[] { "a", "b c", "de", "" })]
    [InlineData("  a\tb ", new[] { "a", "b" })]
    public void ALine_IsCutIntoWords(string line, string[] words) => Assert.Equal(words, CommandLineText.Split(line));

    private static CommandTemplate Template(string words) => new(words.Split(' '), _space);
}
