using System.Reflection;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using System.Runtime.CompilerServices;
using Trimtab.Files;

namespace Trimtab;

/// <summary>The assemblies of this process that may hold parts of a user's own: those that reference Trimtab. Thread-safe.</summary>
/// <remarks>
/// Assemblies that belong to the program are loaded here, so that what is known does not depend on what has run so far. Which those are,
/// the runtime's list says (the program's .deps.json, or the folder where there is none), and not only the references of compiled code: the
/// compiler drops a reference of which no type is used, and a part that is asked for by its name is used by no code. Where the runtime has
/// no such list (a single file), references are followed.
/// </remarks>
internal static class PartAssemblies
{
    private static readonly string _ours = typeof(PartAssemblies).Assembly.GetName().Name!;
    private static readonly Lock _lock = new();
    private static WeakReference<Assembly>[] _found = []; // weak: a plugin may be unloaded
    private static int _loads = 1, _seen;

    static PartAssemblies() => AppDomain.CurrentDomain.AssemblyLoad += (_, _) => Interlocked.Increment(ref _loads);

    /// <summary>Those of <paramref name="assemblies"/> that have not been unloaded.</summary>
    public static IEnumerable<Assembly> Loaded(WeakReference<Assembly>[] assemblies) =>
        assemblies.Select(reference => reference.TryGetTarget(out var assembly) ? assembly : null).OfType<Assembly>();

    /// <summary>Those there are now, by full name; the same array until one comes or goes.</summary>
    public static WeakReference<Assembly>[] All
    {
        get
        {
            var known = Volatile.Read(ref _found);
            if (Volatile.Read(ref _seen) == Volatile.Read(ref _loads) && Array.TrueForAll(known, found => found.TryGetTarget(out _)))
            {
                return known;
            }

            lock (_lock)
            {
                LoadProgramsOwn();
                int loads;
                do
                {
                    loads = Volatile.Read(ref _loads);
                    Search();
                }
                while (loads != Volatile.Read(ref _loads)); // what was found referenced others, which came in

                Volatile.Write(ref _seen, loads);
                return _found;
            }
        }
    }

    /// <summary>Loads what the runtime lists for this program and references Trimtab; once.</summary>
    private static void LoadProgramsOwn()
    {
        if (_seen > 0)
        {
            return;
        }

        foreach (string path in Paths(AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES") as string))
        {
            string name = Path.GetFileNameWithoutExtension(path);
            if (!IsOfFramework(name) && References(path))
            {
                Load(new(name));
            }
        }
    }

    /// <summary>The paths of the runtime's list; none where it has no list, or an empty one, as in a program of a single file.</summary>
    internal static string[] Paths(string? list) => list?.Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries) ?? [];

    private static void Search()
    {
        var all = AppDomain.CurrentDomain.GetAssemblies().Where(assembly => !assembly.IsDynamic).ToList();
        Assembly[] found = [.. all.Where(References).OrderBy(assembly => assembly.FullName, StringComparer.Ordinal)];
        if (found.Length != _found.Length || !found.SequenceEqual(Loaded(_found)))
        {
            Volatile.Write(ref _found, [.. found.Select(assembly => new WeakReference<Assembly>(assembly))]);
        }

        var loaded = all.Select(assembly => assembly.GetName().Name).ToHashSet();
        var searched = found.Append(Assembly.GetEntryAssembly()).OfType<Assembly>();
        foreach (var name in searched.SelectMany(ReferencesOf))
        {
            if (!IsOfFramework(name.Name!) && loaded.Add(name.Name))
            {
                Load(name);
            }
        }
    }

    private static bool References(Assembly assembly) => RuntimeFeature.IsDynamicCodeSupported
        ? ReferencesOf(assembly).Any(name => name.Name == _ours)
        : !IsOfFramework(assembly.GetName().Name!) && assembly.GetName().Name != _ours;

    /// <summary>None in a program that was compiled ahead of time: all of its assemblies are there.</summary>
    private static AssemblyName[] ReferencesOf(Assembly assembly) =>
        RuntimeFeature.IsDynamicCodeSupported ? assembly.GetReferencedAssemblies() : [];

    /// <summary>Whether the assembly in a file references Trimtab; read without loading it.</summary>
    private static bool References(string path)
    {
        try
        {
            using var file = new PEReader(SharedFile.OpenRead(path));
            var metadata = file.HasMetadata ? file.GetMetadataReader() : null;
            return metadata?.AssemblyReferences
                .Any(reference => metadata.StringComparer.Equals(metadata.GetAssemblyReference(reference).Name, _ours)) == true;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or BadImageFormatException)
        {
            return false; // listed and not there, or no assembly
        }
    }

    private static bool IsOfFramework(string name) =>
        name is "System" or "mscorlib" or "netstandard" || name.StartsWith("System.", StringComparison.Ordinal) || name
            .StartsWith("Microsoft.", StringComparison.Ordinal);

    private static void Load(AssemblyName name)
    {
        try
        {
            Assembly.Load(name);
        }
        catch (Exception error) when (error is IOException or BadImageFormatException)
        {
            // It is not there, as a reference that is only compiled against: then it has no parts either.
        }
    }
}
