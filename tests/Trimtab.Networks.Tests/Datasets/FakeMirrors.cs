using System.Net;

namespace Trimtab.Networks.Tests.Datasets;

/// <summary>Answers requests from a function, and remembers what was asked.</summary>
internal sealed class FakeMirrors(Func<Uri, CancellationToken, HttpResponseMessage> answer) : HttpMessageHandler
{
    public List<string> Asked { get; } = [];

    /// <summary>A mirror at every host of <paramref name="hosts"/>; "not found" at others.</summary>
    public static FakeMirrors Serving(Dictionary<string, Func<string, byte[]>> hosts) => new((address, _) =>
        hosts.TryGetValue(address.Host, out var serve)
            ? new(HttpStatusCode.OK) { Content = new ByteArrayContent(serve(address.Segments[^1])) }
            : new(HttpStatusCode.NotFound));

    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        Asked.Add($"{request.RequestUri}");
        return Task.FromResult(answer(request.RequestUri!, cancellationToken));
    }
}

/// <summary>A body that gives <paramref name="first"/> and then waits until cancelled.</summary>
internal sealed class StallingContent(byte[] first, Action whenStalled) : HttpContent
{
    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) => throw new NotSupportedException();

    protected override Task<Stream> CreateContentReadStreamAsync() => Task.FromResult<Stream>(new Body(first, whenStalled));

    protected override bool TryComputeLength(out long length)
    {
        length = 0;
        return false;
    }

    private sealed class Body(byte[] first, Action whenStalled) : MemoryStream(first)
    {
        public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            int got = await base.ReadAsync(buffer, cancellationToken);
            if (got == 0)
            {
                whenStalled();
                await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, cancellationToken);
            }

            return got;
        }
    }
}
