using System.CommandLine;
using Trimtab.Tool.Programs.Settings;

namespace Trimtab.Tool.Tests.Programs.Settings;

/// <summary>Each option of a study of a program is kept with it, or is listed here as one of a single run.</summary>
public class KeptOptionTests
{
    /// <summary>Options by the member of the kept settings that has them.</summary>
    private static readonly Dictionary<string, string> _members = new()
    {
        ["--param"] = "parameters",
        ["--metric"] = "metrics",
        ["--and"] = "metrics",
        ["--maximize"] = "metrics",
        ["--minimize"] = "metrics",
        ["--from"] = "metrics",
        ["--take"] = "metrics",
    };

    /// <summary>The name of the study is its own; a run begins trials for some time, and enqueues values once.</summary>
    private static readonly string[] _ofOneRun = ["--name", "--time", "--enqueue"];

    private static readonly string[] _line =
    [
        "-n", "s", "-p", "a=1..9", "-p", "b=1..9", "-p", "c=1..9", "--when", "b:a=1", "--given", "a<c", "--limit", "d<=2", "--metric",
        "m", "--maximize", "--from", "stdout", "--take", "best", "--and", "k", "--minimize", "-t", "9", "--time", "1h", "-j", "2",
        "--goal", "1", "--sampler", "random", "--pruner", "median", "--seed", "3", "--reproducible", "--enqueue", "a=2", "--shell",
        "echo {a} {b} {c}", "--timeout", "9m", "--memory", "1G", "--grace", "3s", "--retries", "2", "--failures", "4", "--folder",
        "out",
    ];

    [Fact]
    public void EachOption_IsKept_OrIsOfOneRun()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "--memory needs Linux");
        var options = new RunOptions();
        var json = RunFile.Json(Read(options, options.Parse(_line)));

        string[] given = [.. options.Symbols.OfType<Option>().Select(option => option.Name)];

        Assert.Equal(
            given.Except(_ofOneRun).Select(name => _members.GetValueOrDefault(name, name.TrimStart('-'))).Distinct().Order(),
            json.Select(member => member.Key).Order());
    }

    /// <summary>What is kept reads back as it was.</summary>
    [Fact]
    public void WhatIsKept_ReadsBack()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "--memory needs Linux");
        var options = new RunOptions();
        string json = RunFile.Json(Read(options, options.Parse(_line))).ToJsonString();

        string again = RunFile.Json(Read(options, options.Parse(RunFile.Words(json, options)))).ToJsonString();

        Assert.Equal(json, again);
    }

    [Fact]
    public void EachProperty_IsASymbol()
    {
        var options = new RunOptions();
        var properties = typeof(RunOptions).GetProperties().Where(
            property => property.PropertyType.IsAssignableTo(typeof(Option)) && property.GetIndexParameters().Length == 0);

        Assert.Equal(
            properties.Select(property => ((Option)property.GetValue(options)!).Name).Order(),
            options.Symbols.Select(symbol => symbol.Name).Order());
    }

    private static RunSettings Read(RunOptions options, ParseResult line) => new RunReader(new(options, [line], null), "s", "/").Read();
}
