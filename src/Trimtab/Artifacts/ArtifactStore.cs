using System.Security.Cryptography;
using Trimtab.Files;

namespace Trimtab.Artifacts;

/// <summary>
/// Files of trials and studies in a folder, in the layout of Optuna's <c>FileSystemArtifactStore</c>: Python reads and adds them.
/// </summary>
/// <remarks>
/// A file is in the folder whole or not at all, and there before its trial or study has it. What is read is checked by its SHA-256 where
/// Trimtab has uploaded it. No id and no file name leads outside the folder. Thread-safe; shared by processes. The storage of a study does
/// not know the folder.
/// </remarks>
/// <example>
/// <code>
/// var artifacts = new ArtifactStore("artifacts");
/// await study.OptimizeAsync(
///     trial =>
///     {
///         double x = trial.SuggestFloat("x", 0, 1);
///         File.WriteAllText("model.txt", $"{x}");
///         artifacts.Upload(trial, "model.txt");
///         return x;
///     },
///     trials: 10);
/// artifacts.Download(study.BestTrial!.Artifacts[0], "best.txt");
/// </code>
/// </example>
public sealed class ArtifactStore
{
    private const int LongestId = 128;

    private readonly ArtifactOptions _options;

    /// <summary>A store in a folder, created where it is missing; what killed processes have left unfinished there is removed.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="options">Settings. Default: <c>new()</c>.</param>
    /// <exception cref="ArgumentException">The path is empty or holds a NUL character.</exception>
    /// <exception cref="IOException">The folder can't be created.</exception>
    public ArtifactStore(string folder, ArtifactOptions? options = null)
    {
        _options = options ?? new();
        Folder = Path.GetFullPath(FilePath.Checked(folder));
        Directory.CreateDirectory(Folder);
        AtomicFile.RemoveAbandoned(Folder);
    }

    /// <summary>The folder's absolute path.</summary>
    public string Folder { get; }

    /// <summary>Copies a file into the store, as an artifact of a trial that is evaluated.</summary>
    /// <param name="trial">The trial.</param>
    /// <param name="path">The file.</param>
    /// <param name="mediaType">Media type. Default: what the file's extension says, else <c>application/octet-stream</c>.</param>
    /// <param name="encoding">How it is compressed. Default: what the extension says.</param>
    /// <returns>The artifact; <see cref="LiveTrial.Artifacts"/> has it now.</returns>
    /// <exception cref="IOException">The file can't be read, or the copy can't be written.</exception>
    /// <exception cref="TrimtabException">
    /// It is longer than <see cref="ArtifactOptions.MaxLength"/>, or the attempt or the trial has ended. Nothing is stored then.
    /// </exception>
    public Artifact Upload(LiveTrial trial, string path, string? mediaType = null, string? encoding = null)
    {
        using var content = SharedFile.OpenRead(path);
        return Upload(trial, content, Path.GetFileName(path), mediaType, encoding);
    }

    /// <summary>Copies a file into the store, as an artifact of a study.</summary>
    /// <inheritdoc cref="Upload(LiveTrial, string, string?, string?)"/>
    /// <param name="study">The study.</param>
    /// <param name="path">The file.</param>
    /// <param name="mediaType">Media type. Default: what the file's extension says, else <c>application/octet-stream</c>.</param>
    /// <param name="encoding">How it is compressed. Default: what the extension says.</param>
    /// <returns>The artifact; <see cref="Study.Artifacts"/> has it now.</returns>
    public Artifact Upload(Study study, string path, string? mediaType = null, string? encoding = null)
    {
        using var content = SharedFile.OpenRead(path);
        return Upload(study, content, Path.GetFileName(path), mediaType, encoding);
    }

    /// <summary>Copies the rest of a stream into the store, as an artifact of a trial that is evaluated.</summary>
    /// <param name="trial">The trial.</param>
    /// <param name="content">The content, from its position on; it is not closed.</param>
    /// <param name="fileName">Name of the artifact, as <c>model.zip</c>: no path.</param>
    /// <param name="mediaType">Media type. Default: what the name's extension says, else <c>application/octet-stream</c>.</param>
    /// <param name="encoding">How it is compressed. Default: what the extension says.</param>
    /// <returns>The artifact; <see cref="LiveTrial.Artifacts"/> has it now.</returns>
    /// <exception cref="IOException">The content can't be read, or the copy can't be written.</exception>
    /// <exception cref="TrimtabException">
    /// The name is a path, the content is longer than <see cref="ArtifactOptions.MaxLength"/>, or the attempt or the trial has ended.
    /// Nothing is stored then.
    /// </exception>
    public Artifact Upload(LiveTrial trial, Stream content, string fileName, string? mediaType = null, string? encoding = null)
    {
        ArgumentNullException.ThrowIfNull(trial);
        return Add(content, fileName, mediaType, encoding, trial.AddArtifact);
    }

    /// <summary>Copies the rest of a stream into the store, as an artifact of a study.</summary>
    /// <inheritdoc cref="Upload(LiveTrial, Stream, string, string?, string?)"/>
    /// <param name="study">The study.</param>
    /// <param name="content">The content, from its position on; it is not closed.</param>
    /// <param name="fileName">Name of the artifact, as <c>model.zip</c>: no path.</param>
    /// <param name="mediaType">Media type. Default: what the name's extension says, else <c>application/octet-stream</c>.</param>
    /// <param name="encoding">How it is compressed. Default: what the extension says.</param>
    /// <returns>The artifact; <see cref="Study.Artifacts"/> has it now.</returns>
    public Artifact Upload(Study study, Stream content, string fileName, string? mediaType = null, string? encoding = null)
    {
        ArgumentNullException.ThrowIfNull(study);
        return Add(content, fileName, mediaType, encoding, study.AddArtifact);
    }

    /// <summary>Whether the store has the file of an artifact.</summary>
    /// <exception cref="TrimtabException">The artifact's id could lead outside the folder.</exception>
    public bool Contains(Artifact artifact) => File.Exists(PathOf(artifact));

    /// <summary>Opens the file of an artifact for reading. The content is not checked; <see cref="Download"/> checks it.</summary>
    /// <exception cref="TrimtabException">The store has no such file, or the artifact's id could lead outside the folder.</exception>
    /// <exception cref="IOException">The file can't be read.</exception>
    public Stream OpenRead(Artifact artifact)
    {
        try
        {
            return SharedFile.OpenRead(PathOf(artifact));
        }
        catch (FileNotFoundException error)
        {
            throw new TrimtabException(
                $"An artifact's file must be in the store's folder. '{Folder}' has none of id {artifact.Id} ('{artifact.FileName}'): it "
                + "was removed, or is in another folder.",
                error);
        }
    }

    /// <summary>Copies the file of an artifact to a place outside the store: whole, or not at all.</summary>
    /// <param name="artifact">The artifact.</param>
    /// <param name="path">A file that does not exist yet, or a folder, in which the file gets <see cref="Artifact.FileName"/>.</param>
    /// <returns>Path of the copy.</returns>
    /// <exception cref="TrimtabException">
    /// The store has no such file, its content is not what was uploaded, the copy exists already, or the artifact's id or file name could
    /// lead outside the folder.
    /// </exception>
    /// <exception cref="IOException">The file can't be read, or the copy can't be written.</exception>
    public string Download(Artifact artifact, string path)
    {
        using var content = OpenRead(artifact);
        string target = Directory.Exists(FilePath.Checked(path)) ? Path.Combine(path, RequireName(artifact.FileName)) : path;
        if (File.Exists(target))
        {
            throw new TrimtabException($"An artifact must be copied to a new file. '{target}' exists: delete it, or name another.");
        }

        using var copy = new AtomicFile(target);
        var (length, hash) = Copy(content, copy, long.MaxValue, artifact.FileName);
        if (artifact.Sha256 is { } expected && hash != expected)
        {
            throw new TrimtabException(Invariant(
                $"An artifact must have the content that was uploaded. '{PathOf(artifact)}' has {length} bytes of SHA-256 {hash}, not ")
                + Invariant($"{artifact.Length} of {expected}: it was changed, or damaged."));
        }

        copy.Commit();
        return target;
    }

    /// <summary>Deletes the file of an artifact, where it is there. Its trial or study still lists it, as in Optuna.</summary>
    /// <exception cref="TrimtabException">The artifact's id could lead outside the folder.</exception>
    /// <exception cref="IOException">The file can't be deleted.</exception>
    public void Remove(Artifact artifact) => SharedFile.Delete(PathOf(artifact));

    private Artifact Add(Stream content, string fileName, string? mediaType, string? encoding, Action<Artifact> record)
    {
        ArgumentNullException.ThrowIfNull(content);
        ArgumentNullException.ThrowIfNull(fileName);
        var (guessedType, guessedEncoding) = MediaTypes.Of(RequireName(fileName));
        string id = NewId(), path = Path.Combine(Folder, id);
        using var file = new AtomicFile(path);
        var (length, hash) = Copy(content, file, _options.MaxLength, fileName);
        var artifact = new Artifact
        {
            Id = id,
            FileName = fileName,
            MediaType = mediaType ?? guessedType,
            Encoding = encoding ?? guessedEncoding,
            Length = length,
            Sha256 = hash,
        };
        file.Commit();
        try
        {
            record(artifact);
        }
        catch
        {
            SharedFile.Delete(path); // nothing knows of it
            throw;
        }

        return artifact;
    }

    private static (long Length, string Hash) Copy(Stream from, AtomicFile to, long most, string name)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        byte[] block = new byte[1 << 16];
        long length = 0;
        for (int got = from.Read(block); got > 0; got = from.Read(block))
        {
            length += got;
            if (length > most)
            {
                throw new TrimtabException(Invariant(
                    $"An artifact must have at most {most} bytes, {nameof(ArtifactOptions)}.{nameof(ArtifactOptions.MaxLength)}. ")
                    + $"'{name}' has more.");
            }

            hash.AppendData(block, 0, got);
            to.Write(block.AsSpan(0, got));
        }

        return (length, Convert.ToHexStringLower(hash.GetHashAndReset()));
    }

    /// <summary>Where the file of an artifact is: in the folder itself, and no link to another place.</summary>
    private string PathOf(Artifact artifact)
    {
        ArgumentNullException.ThrowIfNull(artifact);
        bool isPlain = artifact.Id is { Length: > 0 and <= LongestId } id && char.IsAsciiLetterOrDigit(id[0])
            && id.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '-' or '_');
        string path = isPlain ? Path.Combine(Folder, artifact.Id) : "";
        return isPlain && new FileInfo(path).LinkTarget is null ? path : throw new TrimtabException(
            $"An artifact's id must name a file of the store's folder: letters, digits, '-' and '_', and no link. Got '{artifact.Id}'.");
    }

    private static string RequireName(string name) => name is not ("" or "." or "..")
        && !name.Any(letter => letter is '/' or '\\' or ':' || char.IsControl(letter))
            ? name
            : throw new TrimtabException($"An artifact's file name must be a name, not a path. Got '{name}'.");

    /// <summary>A random identifier in the form of Optuna's: a UUID of version 4.</summary>
    private static string NewId()
    {
        Span<byte> bytes = stackalloc byte[16];
        RandomNumberGenerator.Fill(bytes);
        bytes[6] = (byte)((bytes[6] & 0x0F) | 0x40);
        bytes[8] = (byte)((bytes[8] & 0x3F) | 0x80);
        return new Guid(bytes, bigEndian: true).ToString();
    }
}
