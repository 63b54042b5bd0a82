namespace Latchkey.Protocol;

/// <summary>Scopes with a meaning of their own. OpenID Connect Core §5.4, contract §2.3.</summary>
public static class Scope
{
    public const string OpenId = "openid";
    public const string Profile = "profile";
    public const string Email = "email";
    public const string Address = "address";
    public const string Phone = "phone";
    public const string Groups = "groups";
    public const string OfflineAccess = "offline_access";
    public const string DeviceSso = "device_sso";
    public const string InterclientAccess = "interclient_access";
}
