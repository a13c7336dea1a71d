//! Merkle trees as Certificate Transparency has them (RFC 6962, section 2.1): leaves and nodes are hashed apart from each other.

use sha2::{Digest as _, Sha256};

use super::{Digest, HeadProof};

/// The hash of a leaf.
#[must_use]
pub fn leaf_hash(leaf: &[u8]) -> Digest {
    Digest(Sha256::new().chain_update([0]).chain_update(leaf).finalize().into())
}

/// The hash of a node with these two below it.
fn node_hash(left: &Digest, right: &Digest) -> Digest {
    Digest(Sha256::new().chain_update([1]).chain_update(left.0).chain_update(right.0).finalize().into())
}

/// A tree with all its nodes, so that root and paths cost nothing more.
#[derive(Clone, Debug)]
pub struct Tree {
    /// The leaves, then the nodes above them, and so on; a node without a neighbour stands in the next level as it is, which makes
    /// the same tree as splitting at the largest power of two.
    levels: Vec<Vec<Digest>>,
}

impl Tree {
    /// The tree over the hashes of its leaves.
    #[must_use]
    pub fn new(leaves: Vec<Digest>) -> Self {
        let mut levels = vec![leaves];
        while let Some(below) = levels.last().filter(|level| level.len() > 1) {
            let above = below.chunks(2).map(|pair| match pair {
                [left, right] => node_hash(left, right),
                rest => rest.first().copied().unwrap_or_default(),
            });
            levels.push(above.collect());
        }
        Self { levels }
    }

    /// The root; that of an empty tree is the hash of nothing.
    #[must_use]
    pub fn root(&self) -> Digest {
        self.levels.last().and_then(|top| top.first()).copied().unwrap_or_else(|| Digest::of(&[]))
    }

    /// The way from the leaf with this index to the root: its neighbours, from below.
    #[must_use]
    pub fn path(&self, index: usize) -> Vec<Digest> {
        let neighbours = self.levels.iter().scan(index, |place, level| {
            let neighbour = level.get(*place ^ 1).filter(|_| level.len() > 1).copied();
            *place /= 2;
            Some(neighbour)
        });
        neighbours.flatten().collect()
    }
}

/// Whether a leaf with this hash stands at this index of a tree of this size with this root (RFC 9162, section 2.1.3.2).
#[must_use]
pub fn is_in(root: &Digest, size: u64, index: u64, leaf: Digest, path: &[Digest]) -> bool {
    if index >= size {
        return false;
    }
    let (mut place, mut last, mut hash) = (index, size - 1, leaf);
    for neighbour in path {
        if last == 0 {
            return false;
        }
        if place % 2 == 1 || place == last {
            hash = node_hash(neighbour, &hash);
            // Levels in which the node had no neighbour.
            while place.is_multiple_of(2) && place != 0 {
                place /= 2;
                last /= 2;
            }
        } else {
            hash = node_hash(&hash, neighbour);
        }
        place /= 2;
        last /= 2;
    }
    last == 0 && hash == *root
}

impl HeadProof {
    /// Whether the head stands in the checkpoint. Says nothing of the signature, which whoever asks has to check.
    #[must_use]
    pub fn holds(&self) -> bool {
        let checkpoint = &self.signed.checkpoint;
        is_in(&checkpoint.root, checkpoint.size, self.index, leaf_hash(&self.head.canonical()), &self.path)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tree(leaves: &[&[u8]]) -> Tree {
        Tree::new(leaves.iter().map(|leaf| leaf_hash(leaf)).collect())
    }

    /// The leaves and roots that implementations of Certificate Transparency test themselves with.
    #[test]
    fn roots_and_paths_are_those_of_certificate_transparency() {
        let leaves: [&[u8]; 8] = [
            b"",
            b"\x00",
            b"\x10",
            b"\x20\x21",
            b"\x30\x31",
            b"\x40\x41\x42\x43",
            b"\x50\x51\x52\x53\x54\x55\x56\x57",
            b"\x60\x61\x62\x63\x64\x65\x66\x67\x68\x69\x6a\x6b\x6c\x6d\x6e\x6f",
        ];
        let roots = [
            "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
            "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
            "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
            "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
            "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
            "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
            "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
            "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
            "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
        ];
        for (size, root) in roots.into_iter().enumerate() {
            assert_eq!(tree(&leaves[..size]).root().to_string(), root, "{size} leaves");
        }
        let path: Vec<String> = tree(&leaves).path(0).iter().map(Digest::to_string).collect();
        assert_eq!(
            path,
            [
                "96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7",
                "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
                "6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4",
            ]
        );
    }

    #[test]
    fn every_leaf_of_every_tree_is_in_it_and_nothing_that_was_changed_is() {
        for size in 1..=40_u64 {
            let leaves: Vec<Digest> = (0..size).map(|leaf| leaf_hash(&leaf.to_be_bytes())).collect();
            let tree = Tree::new(leaves.clone());
            let root = tree.root();
            for (index, leaf) in (0..).zip(&leaves) {
                let path = tree.path(usize::try_from(index).unwrap_or_default());
                assert!(is_in(&root, size, index, *leaf, &path), "{index} of {size}");
                assert!(!is_in(&root, size, index + 1, *leaf, &path) && !is_in(&root, size, size, *leaf, &path));
                assert!(!is_in(&root, size, index, leaf_hash(b"another"), &path));
                let longer = [path.clone(), vec![root]].concat();
                assert!(!is_in(&root, size, index, *leaf, &longer), "{index} of {size}, one step too many");
                for step in 0..path.len() {
                    assert!(!is_in(&root, size, index, *leaf, &path[..step]), "{index} of {size}, cut");
                    for byte in (0..32).step_by(5) {
                        let mut changed = path.clone();
                        changed[step].0[byte] ^= 1 << (byte % 8);
                        assert!(!is_in(&root, size, index, *leaf, &changed), "{index} of {size}, step {step}");
                    }
                }
            }
        }
    }
}
