//! Passwords: kept as Argon2id hashes of a keyed hash, so that neither the database alone nor the keys alone let anybody
//! guess (NIST SP 800-63B-4, section 3.1.1.2: a memory-hard hash, and a keyed step whose key is stored elsewhere).
//!
//! Argon2id with 46 MiB, one pass, one lane is the first of OWASP's equivalent settings (Password Storage Cheat Sheet). The
//! work runs on threads of its own, one for each core, behind a short line; whoever finds the line full is told to come back.

use std::{
    sync::{
        Arc, OnceLock,
        atomic::{AtomicU64, Ordering},
    },
    thread,
};

use argon2::{
    Algorithm, Argon2, Params, PasswordHash, PasswordHasher, PasswordVerifier, Version, password_hash::SaltString,
};
use salus_protocol::ErrorCode;
use tokio::sync::Semaphore;
use unicode_normalization::UnicodeNormalization;
use zeroize::Zeroizing;

use crate::{error::RouteError, store::Store};

/// How many may wait or work at a time, for each core. One hash takes some 50 ms, so nobody waits longer than a second.
const PLACES_PER_CORE: usize = 16;
/// After how many seconds whoever found the line full may try again.
const BUSY_SECONDS: u32 = 2;

/// What one hash costs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Cost {
    /// Memory in KiB.
    pub memory_kib: u32,
    /// Passes over it.
    pub passes: u32,
}

impl Cost {
    /// What the program uses: 46 MiB, one pass.
    pub const STRONG: Self = Self { memory_kib: 46 * 1024, passes: 1 };
    /// The least that Argon2 allows. For tests, which make thousands of hashes and protect nothing.
    pub const LEAST: Self = Self { memory_kib: Params::MIN_M_COST, passes: Params::MIN_T_COST };

    fn argon(self) -> Argon2<'static> {
        let params = Params::new(self.memory_kib, self.passes, 1, None).unwrap_or_default();
        Argon2::new(Algorithm::Argon2id, Version::V0x13, params)
    }
}

/// Makes and compares hashes.
pub struct Passwords {
    store: Store,
    argon: Argon2<'static>,
    /// Compared with where there is no account, so that the work is the same. Made before the first comparison, whatever it
    /// compares.
    dummy: Arc<OnceLock<String>>,
    places: Arc<Semaphore>,
    desks: Arc<Semaphore>,
    made: Arc<AtomicU64>,
}

impl Passwords {
    /// Gets ready to hash at a cost.
    #[must_use]
    pub fn new(store: &Store, cost: Cost) -> Self {
        let cores = thread::available_parallelism().map_or(2, usize::from);
        Self {
            store: store.clone(),
            argon: cost.argon(),
            dummy: Arc::default(),
            places: Arc::new(Semaphore::new(PLACES_PER_CORE * cores)),
            desks: Arc::new(Semaphore::new(cores)),
            made: Arc::default(),
        }
    }

    /// How many hashes were computed since the start, made and compared together.
    #[must_use]
    pub fn computed(&self) -> u64 {
        self.made.load(Ordering::Relaxed)
    }

    /// The hash of a password, in PHC form.
    ///
    /// # Errors
    /// [`ErrorCode::Busy`] if the line is full.
    pub async fn hash(&self, password: &str) -> Result<String, RouteError> {
        let keyed = self.keyed(password);
        let salt = self.store.world().bytes();
        self.work(move |argon| hash_of(argon, &keyed, salt))
            .await?
            .ok_or_else(|| RouteError::internal("a password could not be hashed"))
    }

    /// Whether a password is the one of this hash. `None`, for no account, costs the same and is never right.
    ///
    /// # Errors
    /// [`ErrorCode::Busy`] if the line is full.
    pub async fn verify(&self, given: &str, hash: Option<&str>) -> Result<bool, RouteError> {
        let keyed = self.keyed(given);
        let known = hash.map(str::to_owned);
        let (dummy, nobody, salt) =
            (Arc::clone(&self.dummy), self.store.world().bytes::<32>(), self.store.world().bytes());
        self.work(move |argon| {
            let dummy = dummy.get_or_init(|| hash_of(argon, &nobody, salt).unwrap_or_default());
            let compared = known.as_ref().unwrap_or(dummy);
            let right = PasswordHash::new(compared).is_ok_and(|hash| argon.verify_password(&keyed, &hash).is_ok());
            right && known.is_some()
        })
        .await
    }

    /// The password in Unicode's composed form (the same letters from every keyboard), under the key that is not in the
    /// database.
    fn keyed(&self, password: &str) -> Zeroizing<Vec<u8>> {
        let composed = Zeroizing::new(password.nfc().collect::<String>());
        Zeroizing::new(self.store.index("passwords", composed.as_bytes()))
    }

    /// Does work on a thread of its own. Both permits go with the work: it goes on when the caller has gone.
    async fn work<T: Send + 'static>(
        &self,
        job: impl FnOnce(&Argon2<'static>) -> T + Send + 'static,
    ) -> Result<T, RouteError> {
        let busy = || RouteError::wait(ErrorCode::Busy, BUSY_SECONDS);
        let place = Arc::clone(&self.places).try_acquire_owned().map_err(|_| busy())?;
        let desk = Arc::clone(&self.desks).acquire_owned().await.map_err(RouteError::internal)?;
        let (argon, made) = (self.argon.clone(), Arc::clone(&self.made));
        tokio::task::spawn_blocking(move || {
            made.fetch_add(1, Ordering::Relaxed);
            let done = job(&argon);
            drop((place, desk));
            done
        })
        .await
        .map_err(RouteError::internal)
    }
}

fn hash_of(argon: &Argon2<'static>, keyed: &[u8], salt: [u8; 16]) -> Option<String> {
    let salt = SaltString::encode_b64(&salt).ok()?;
    argon.hash_password(keyed, &salt).ok().map(|hash| hash.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_hash_of_the_program_costs_46_mebibytes_and_one_pass() {
        let hash = hash_of(&Cost::STRONG.argon(), b"keyed", [7; 16]).unwrap_or_default();
        assert!(hash.starts_with("$argon2id$v=19$m=47104,t=1,p=1$"), "{hash}");
    }
}
