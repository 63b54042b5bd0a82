using System.Security.Cryptography;
using System.Text;
using Latchkey.Native.OpenId;
using Latchkey.Native.Presence;
using Latchkey.Native.Proofs;
using Latchkey.Native.Storage;
using Latchkey.Native.Unlocking;
using Microsoft.Extensions.Logging;

namespace Latchkey.Native.Sessions;

/// <summary>What one client is put together from.</summary>
internal sealed class Parts : IDisposable
{
    private readonly StorageKey storageKey;
    private readonly List<IDisposable> stores = [];

    public Parts(LatchkeyOptions options)
    {
        Options = options;
        var issuer = options.Issuer ?? throw SignInException.Misconfigured("LatchkeyOptions.Issuer is not set.");
        SecureAddress.Require(issuer.OriginalString, "issuer");
        if (options.ClientId.Length == 0) throw SignInException.Misconfigured("LatchkeyOptions.ClientId is not set.");
        if (!options.Scopes.Contains(Protocol.Scope.OpenId))
            throw SignInException.Misconfigured("LatchkeyOptions.Scopes lacks 'openid', without which nobody is named.");

        Browser = options.Browser ?? new SystemBrowser();
        Time = new ServerTime(options.Clock);
        Http = new ProviderHttp(options.HttpHandler, Time, Nonces);
        Discovery = new Discovery(Http, issuer, options.Clock);
        Keys = new SigningKeys(Http, Discovery, options.Clock);
        IdTokens = new IdTokenCheck(Keys, Time, Discovery.Issuer, options.ClientId, options.ClockTolerance);
        TokenEndpoint = new TokenEndpoint(Http, Discovery, options.ClientId);
        Idx = new IdxEndpoints(Http, Discovery.Issuer);

        Folder = options.DataDirectory is { } chosen ? Path.GetFullPath(chosen) : DefaultFolder(options.ClientId);
        Log = options.LoggerFactory?.CreateLogger(LatchkeyTelemetry.Name);
        storageKey = new StorageKey(Folder, options.KeyStorage, Warn, options.KeyVault);
        Store = new FleetingStore(Lasting());
        IProofKeyStore software = new SoftwareProofKeys(Store);
        ProofKeys = new ProofKeys(options.ProofKeys ?? (OperatingSystem.IsWindows() ? new WindowsProofKeys(software) : software), options.DPoP, Time, Nonces,
            () => Unlocks!.IsInBackground);
        Unlocks = new Unlocks(Vault(), options.Unlock, options.Clock);
        Unlocks.Dropped += _ => ProofKeys.Lock();
        Presence = new PresenceGate(options.UserPresence, options.Clock);
        Credentials = new Credentials(Store, Folder, ProofKeys, Unlocks);
        Pending = new PendingSignIns(Store, Folder, ProofKeys, Discovery.Issuer, options.Clock,
            options.SignInTimeout > TimeSpan.FromHours(1) ? options.SignInTimeout : TimeSpan.FromHours(1));
    }

    public LatchkeyOptions Options { get; }
    public ISystemBrowser Browser { get; }
    public ServerTime Time { get; }
    public Nonces Nonces { get; } = new();
    public ProofKeys ProofKeys { get; }
    public PresenceGate Presence { get; }
    public Unlocks Unlocks { get; }
    public ProviderHttp Http { get; }
    public Discovery Discovery { get; }
    public SigningKeys Keys { get; }
    public IdTokenCheck IdTokens { get; }
    public TokenEndpoint TokenEndpoint { get; }
    public IdxEndpoints Idx { get; }
    public string Folder { get; }
    public ICredentialStore Store { get; }
    public Credentials Credentials { get; }
    public PendingSignIns Pending { get; }
    public ILogger? Log { get; }

    /// <summary>Where everything is that outlives the process; what an earlier version of the app kept elsewhere is moved there.</summary>
    private ICredentialStore Lasting()
    {
        var files = new EncryptedFileStore(Folder, storageKey);
        ICredentialStore store = Options.Store is { } own ? Owned(new GuardedStore(own, Folder, Options.ForgetAfterReinstall)) : files;
        ICredentialStore? previous = Options.PreviousStore is { } before ? Owned(new GuardedStore(before, null, false))
            : Options.Store is not null && File.Exists(Path.Combine(Folder, StorageKey.Note)) ? files : null;
        return previous is null ? store : Owned(new MovedStore(store, previous, Folder));
    }

    /// <summary>Phones bring a vault of their own. A desktop has a question, where the app or the system can ask one.</summary>
    private IUnlockVault? Vault() => Options.UnlockVault
        ?? (Options.Unlock is { } unlock ? new PresenceVault(Options.UserPresence ?? new SystemUserPresence(unlock.Reason), Store) : null);

    private T Owned<T>(T store) where T : IDisposable
    {
        stores.Add(store);
        return store;
    }

    /// <summary>A sentence for a developer, without secrets.</summary>
    public void Warn(string sentence)
    {
        try
        {
            Options.OnWarning?.Invoke(sentence);
            if (Options.OnWarning is null) Log?.LogWarning("{Warning}", sentence);
        }
        catch (Exception e)
        {
            // Nobody is signed out, or kept from signing in, because a warning could not be shown.
            Log?.LogWarning("{Warning} (LatchkeyOptions.OnWarning failed: {Reason})", sentence, e.GetType().Name);
        }
    }

    private static string DefaultFolder(string clientId)
    {
        var plain = clientId.Length <= 60 && clientId.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.') && clientId.Trim('.').Length > 0;
        var name = plain ? clientId : Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(clientId)).AsSpan(0, 12));
        var local = Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData, Environment.SpecialFolderOption.Create);
        return local.Length > 0 ? Path.Combine(local, "Latchkey", name)
            : throw SignInException.Misconfigured("This account has no folder for local application data.", "Set LatchkeyOptions.DataDirectory.");
    }

    public void Dispose()
    {
        Keys.Dispose();
        Discovery.Dispose();
        Http.Dispose();
        Unlocks.Dispose();
        ProofKeys.Dispose();
        foreach (var store in stores) store.Dispose();
        storageKey.Dispose();
    }
}
