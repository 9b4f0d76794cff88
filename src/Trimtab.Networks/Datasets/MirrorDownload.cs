using Trimtab.Files;

namespace Trimtab.Networks.Datasets;

/// <summary>Fetches a collection's files from the first mirror that serves them right.</summary>
/// <remarks>A file appears under its name only whole and checked: it is written beside, then renamed. Not thread-safe; several processes may share a folder.</remarks>
internal sealed class MirrorDownload : IDisposable
{
    /// <summary>No file of these collections is nearly as large; a mirror that sends more sends something else.</summary>
    private const long MostBytes = 64 << 20;

    private readonly ImageCollection _collection;
    private readonly ImageDatasetOptions _options;
    private readonly HttpClient _client;
    private readonly List<string> _failures = [];
    private Uri? _lastGood;

    public MirrorDownload(ImageCollection collection, ImageDatasetOptions options)
    {
        (_collection, _options) = (collection, options);
        _client = options.HttpMessageHandler is { } handler ? new(handler, disposeHandler: false) : new();
        _client.Timeout = Timeout.InfiniteTimeSpan; // StallTimeout is ours to watch
        _client.DefaultRequestHeaders.UserAgent.ParseAdd("trimtab");
    }

    /// <summary>What went wrong so far, a line for each address.</summary>
    public IReadOnlyList<string> Failures => _failures;

    /// <summary>Puts <paramref name="name"/>.gz into <paramref name="folder"/>; the mirror it came from, or <see langword="null"/> when all failed.</summary>
    public async Task<Uri?> FetchAsync(string name, string folder, CancellationToken cancellationToken)
    {
        string path = Path.Combine(folder, $"{name}.gz");
        foreach (var mirror in (_options.Mirrors ?? _collection.Mirrors).OrderByDescending(mirror => mirror == _lastGood))
        {
            var address = new Uri($"{mirror.AbsoluteUri.TrimEnd('/')}/{name}.gz");
            try
            {
                using var file = new AtomicFile(path);
                await ReceiveAsync(address, file.Content, cancellationToken).ConfigureAwait(false);
                await CheckAsync(file.Content, _collection.Sha256[name], cancellationToken).ConfigureAwait(false);
                file.Commit();
                return _lastGood = mirror;
            }
            catch (Exception e) when (e is HttpRequestException or IOException or InvalidDataException or UnauthorizedAccessException)
            {
                _failures.Add($"{address}: {e.Message}");
            }
            catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
            {
                _failures.Add(Invariant($"{address}: sent nothing for {_options.StallTimeout.TotalSeconds} s"));
            }
        }

        return null;
    }

    /// <inheritdoc/>
    public void Dispose() => _client.Dispose();

    private async Task ReceiveAsync(Uri address, Stream file, CancellationToken cancellationToken)
    {
        using var stall = new CancellationTokenSource(_options.StallTimeout, _options.TimeProvider);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, stall.Token);
        using var response = await _client.GetAsync(address, HttpCompletionOption.ResponseHeadersRead, either.Token).ConfigureAwait(false);
        response.EnsureSuccessStatusCode();

        var body = await response.Content.ReadAsStreamAsync(either.Token).ConfigureAwait(false);
        byte[] piece = new byte[1 << 16];
        for (int got; (got = await body.ReadAsync(piece, either.Token).ConfigureAwait(false)) > 0;)
        {
            stall.CancelAfter(_options.StallTimeout);
            await file.WriteAsync(piece.AsMemory(0, got), cancellationToken).ConfigureAwait(false);
            _options.Progress?.Report(new(Path.GetFileName(address.LocalPath), address, file.Length, response.Content.Headers.ContentLength));
            if (file.Length > MostBytes)
            {
                throw new InvalidDataException($"sent more than {MostBytes} bytes");
            }
        }
    }

    private static async Task CheckAsync(Stream file, string sha256, CancellationToken cancellationToken)
    {
        string came = await ContentHash.OfAsync(file, cancellationToken).ConfigureAwait(false);
        if (came != sha256)
        {
            throw new InvalidDataException($"its content must have SHA-256 {sha256}, but has {came}");
        }
    }
}
