namespace Trimtab.Tool.Tests.Programs.Settings;

/// <summary>Options of metrics are never left out in silence, wherever the metric stands.</summary>
public sealed class MetricOptionTests : IDisposable
{
    private static readonly string[] _score = ["/bin/sh", "-c", "echo step=1 score=$0; echo step=2 score=1 size=3", "{n}"];

    private readonly ToolFolder _tool = new();

    public void Dispose() => _tool.Dispose();

    [Theory]
    [InlineData("--maximize", "metric score: maximize, last of stdout")]
    [InlineData("--take best", "metric score: minimize, best of stdout")]
    [InlineData("--from stderr", "metric score: minimize, last of stderr")]
    [InlineData("--from file:m.json --maximize --take mean:2", "metric score: maximize, mean:2 of file:m.json")]
    [InlineData("--metric other --maximize", "metric other: maximize, last of stdout")]
    public async Task WithoutItsMetric_AnOptionIsOfTheFiles(string options, string expected)
    {
        string file = _tool.Write("s.yaml",
            "name: x\nparameters: {n: 1..9}\ncommand: [echo, '{n}']\nmetrics: [{name: score, direction: minimize}]\n");

        int code = await _tool.RunAsync($"check {file} {options}");

        Assert.True(code == 0, _tool.Error);
        Assert.Contains(expected, _tool.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--minimize", "minimize, last of stdout")]
    [InlineData("--take best", "maximize, best of stdout")]
    public async Task WithoutItsMetric_AnOptionIsOfTheStoredOne(string options, string now)
    {
        Assert.Equal(0, await _tool.RunAsync("run -n g -p n=1..90 --metric score --maximize -t 1", _score));

        Assert.Equal(2, await _tool.RunAsync($"run -n g {options} -t 2"));
        Assert.Contains($"metric score maximize, last of stdout, now {now}", _tool.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--metric score --maximize --minimize", "--maximize and --minimize")]
    [InlineData("--metric score --maximize --take best --take last", "--take")]
    [InlineData("--metric score --maximize --from stdout --from stderr", "--from")]
    [InlineData("--maximize", "--metric NAME")]
    [InlineData("--metric score --maximize --and score --minimize", "score")]
    [InlineData("--metric score --maximize --metric size", "--metric size")]
    public async Task WhatContradictsItself_IsRefused(string options, string message)
    {
        Assert.Equal(2, await _tool.RunAsync($"check -p n=1..90 {options}", _score));
        Assert.Contains(message, _tool.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task OfSeveralMetrics_AnOptionWithoutOneIsRefused()
    {
        string file = _tool.Write("s.yaml",
            "name: x\nparameters: {n: 1..9}\ncommand: [echo, '{n}']\n"
            + "metrics: [{name: score, direction: minimize}, {name: size, direction: minimize}]\n");

        Assert.Equal(2, await _tool.RunAsync($"check {file} --maximize"));
        Assert.Contains("score, size", _tool.Error, StringComparison.Ordinal);
    }
}
