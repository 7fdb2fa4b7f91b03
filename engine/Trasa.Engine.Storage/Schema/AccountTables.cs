using Microsoft.EntityFrameworkCore;

namespace Trasa.Engine.Storage.Schema;

/// <summary>Who may come in, and what the installation is set to.</summary>
internal static class AccountTables
{
    public static void Describe(ModelBuilder model)
    {
        TableDescription.Of(model, "user_credential")
            .Column<Guid>("user_id").Text("login", "password_hash", "security_stamp").OptionalText("second_factor_secret")
            .Column<int>("failed_attempts").Column<DateTimeOffset?>("locked_until").Column<bool>("must_change")
            .Column<DateTimeOffset>("created_at").Column<DateTimeOffset>("changed_at")
            .Key("user_id")
            .Index("ix_user_credential_login", ["login"], unique: true);

        TableDescription.Of(model, "api_key")
            .Column<Guid>("id").Text("name", "key_hash").Column<Guid>("user_id").OptionalText("scopes")
            .Column<DateTimeOffset>("created_at").Column<DateTimeOffset?>("expires_at")
            .Column<DateTimeOffset?>("revoked_at").Column<DateTimeOffset?>("last_used_at")
            .Key("id")
            .Index("ix_api_key_hash", ["key_hash"], unique: true);

        TableDescription.Of(model, "setting")
            .Text("key", "value").Column<DateTimeOffset>("changed_at").Text("changed_by")
            .Key("key");
    }
}
