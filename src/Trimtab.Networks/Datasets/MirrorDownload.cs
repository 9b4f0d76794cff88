using Trimtab.Files;

namespace Trimtab.Networks.Datasets;

/// <summary>Downloads the files of a collection from the first mirror that serves them correctly.</summary>
/// <remarks>
/// Files are written under a temporary name and renamed after verification. Not thread-safe; several processes may share a folder.
/// </remarks>
internal sealed class MirrorDownload : IDisposable
{
    /// <summary>Upper bound of the size of a file, far above those of these collections.</summary>
    private const long MaxBytes = 64 << 20;

    private readonly ImageCollection _collection;
    private readonly ImageDatasetOptions _options;
    private readonly HttpClient _client;
    private readonly List<string> _failures = [];
    private Uri? _lastGood;

    /// <summary>Creates a download of <paramref name="collection"/>.</summary>
    public MirrorDownload(ImageCollection collection, ImageDatasetOptions options)
    {
        (_collection, _options) = (collection, options);
        _client = options.HttpMessageHandler is { } handler ? new(handler, disposeHandler: false) : new();
        _client.Timeout = Timeout.InfiniteTimeSpan; // StallTimeout applies instead
        _client.DefaultRequestHeaders.UserAgent.ParseAdd("trimtab");
    }

    /// <summary>Failures so far, one line per address.</summary>
    public IReadOnlyList<string> Failures => _failures;

    /// <summary>
    /// Downloads <paramref name="name"/>.gz to <paramref name="folder"/>. Returns the mirror used, or <see langword="null"/> if all failed.
    /// </summary>
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
        byte[] buffer = new byte[1 << 16];
        for (int got; (got = await body.ReadAsync(buffer, either.Token).ConfigureAwait(false)) > 0;)
        {
            stall.CancelAfter(_options.StallTimeout);
            await file.WriteAsync(buffer.AsMemory(0, got), cancellationToken).ConfigureAwait(false);
            string name = Path.GetFileName(address.LocalPath);
            _options.Progress?.Report(new(name, address, file.Length, response.Content.Headers.ContentLength));
            if (file.Length > MaxBytes)
            {
                throw new InvalidDataException(Invariant($"sent more than {MaxBytes} bytes"));
            }
        }
    }

    private static async Task CheckAsync(Stream file, string sha256, CancellationToken cancellationToken)
    {
        string actual = await ContentHash.OfAsync(file, cancellationToken).ConfigureAwait(false);
        if (actual != sha256)
        {
            throw new InvalidDataException($"its content must have SHA-256 {sha256}, but has {actual}");
        }
    }
}
