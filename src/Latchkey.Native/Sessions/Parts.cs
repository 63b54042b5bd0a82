using System.Security.Cryptography;
using System.Text;
using Latchkey.Native.OpenId;
using Latchkey.Native.Presence;
using Latchkey.Native.Proofs;
using Latchkey.Native.Storage;

namespace Latchkey.Native.Sessions;

/// <summary>What one client is put together from.</summary>
internal sealed class Parts : IDisposable
{
    private readonly StorageKey? storageKey;

    public Parts(LatchkeyOptions options)
    {
        Options = options;
        var issuer = options.Issuer ?? throw SignInException.Misconfigured("LatchkeyOptions.Issuer is not set.");
        SecureAddress.Require(issuer.OriginalString, "issuer");
        if (options.ClientId.Length == 0) throw SignInException.Misconfigured("LatchkeyOptions.ClientId is not set.");
        if (!options.Scopes.Contains(Protocol.Scope.OpenId)) throw SignInException.Misconfigured("LatchkeyOptions.Scopes lacks 'openid', without which nobody is named.");

        Browser = options.Browser ?? new SystemBrowser();
        Time = new ServerTime(options.Clock);
        Http = new ProviderHttp(options.HttpHandler, Time, Nonces);
        Discovery = new Discovery(Http, issuer, options.Clock);
        Keys = new SigningKeys(Http, Discovery, options.Clock);
        IdTokens = new IdTokenCheck(Keys, Time, Discovery.Issuer, options.ClientId, options.ClockTolerance);
        TokenEndpoint = new TokenEndpoint(Http, Discovery, options.ClientId);

        Folder = options.DataDirectory is { } chosen ? Path.GetFullPath(chosen) : DefaultFolder(options.ClientId);
        if (options.Store is null) storageKey = new StorageKey(Folder, options.KeyStorage, text => options.OnWarning?.Invoke(text));
        Store = options.Store is { } own ? new GuardedStore(own, Folder, options.ForgetAfterReinstall) : new EncryptedFileStore(Folder, storageKey!);
        if (options.PreviousStore is { } previous) Store = new MovedStore(Store, new GuardedStore(previous, null, false), Folder);
        else if (options.Store is not null && File.Exists(Path.Combine(Folder, StorageKey.Note)))
        {
            storageKey = new StorageKey(Folder, options.KeyStorage, text => options.OnWarning?.Invoke(text));       // the app kept its credentials in files before
            Store = new MovedStore(Store, new EncryptedFileStore(Folder, storageKey), Folder);
        }
        IProofKeyStore software = new SoftwareProofKeys(Store);
        ProofKeys = new ProofKeys(options.ProofKeys ?? (OperatingSystem.IsWindows() ? new WindowsProofKeys(software) : software), options.DPoP, Time, Nonces);
        Presence = new PresenceGate(options.UserPresence, options.Clock);
        Credentials = new Credentials(Store, Folder, ProofKeys);
        Pending = new PendingSignIns(Store, Folder, Discovery.Issuer, options.Clock, options.SignInTimeout > TimeSpan.FromHours(1) ? options.SignInTimeout : TimeSpan.FromHours(1));
    }

    public LatchkeyOptions Options { get; }
    public ISystemBrowser Browser { get; }
    public ServerTime Time { get; }
    public Nonces Nonces { get; } = new();
    public ProofKeys ProofKeys { get; }
    public PresenceGate Presence { get; }
    public ProviderHttp Http { get; }
    public Discovery Discovery { get; }
    public SigningKeys Keys { get; }
    public IdTokenCheck IdTokens { get; }
    public TokenEndpoint TokenEndpoint { get; }
    public string Folder { get; }
    public ICredentialStore Store { get; }
    public Credentials Credentials { get; }
    public PendingSignIns Pending { get; }

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
        ProofKeys.Dispose();
        storageKey?.Dispose();
    }
}
